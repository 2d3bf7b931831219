import { useState } from 'preact/hooks';
import type { KitView } from '../../api-types.ts';
import { formatNumber, withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Age } from '../age.tsx';
import { SimulatedBadge } from '../badge.tsx';
import { BandChip } from '../kit-index/band-chip.tsx';
import { PhenomenonSelect } from '../phenomenon-select.tsx';
import type { PlaceIndex, PlacePhenomenon, PlaceSummary, PlaceValue } from './types.ts';

/** A kit of the place with what it said in the hour. */
interface Row {
  readonly kit: KitView;
  readonly value: PlaceValue | undefined;
}

/** Kits in the order of their values, highest first; those without one come last, by name. */
function rowsOf(kits: readonly KitView[], { values, stations }: PlacePhenomenon): readonly Row[] {
  const known = new Map([...values, ...stations].map((value) => [value.kit, value]));
  return kits
    .map((kit) => ({ kit, value: known.get(kit.id) }))
    .sort(
      (a, b) =>
        (b.value?.value ?? Number.NEGATIVE_INFINITY) - (a.value?.value ?? Number.NEGATIVE_INFINITY) ||
        a.kit.name.localeCompare(b.kit.name),
    );
}

function Band({ kit, index }: { kit: string; index: PlaceIndex }) {
  const { say } = useSpeech();
  const at = index.byKit.find((one) => one.kit === kit)?.band;
  const band = index.bands.find((one) => one.band === at);
  return band === undefined ? <span class="quiet">{say('place_no_index')}</span> : <BandChip band={band} />;
}

function Value({ row: { kit, value }, phenomenon }: { row: Row; phenomenon: string }) {
  const { say, lang } = useSpeech();
  const { decimals, unitLabel } = useCatalogue()(phenomenon);
  if (value === undefined) {
    const why = kit.exposure === 'indoor' ? 'place_indoors' : 'place_no_hour';
    return <span class="quiet">{say(why)}</span>;
  }
  const plusMinus = value.plusMinus === null ? '' : ` ± ${formatNumber(value.plusMinus, decimals, lang)}`;
  return (
    <>
      {withUnit(`${formatNumber(value.value, decimals, lang)}${plusMinus}`, unitLabel)}
      {value.basis === 'corrected' && <span class="quiet"> {say('place_corrected')}</span>}
      {value.suspect && <span class="quiet"> {say('place_doubtful')}</span>}
    </>
  );
}

function KitRow({ row, index, phenomenon }: { row: Row; index: PlaceIndex; phenomenon: string }) {
  const { say } = useSpeech();
  const { kit } = row;
  return (
    <tr>
      <th scope="row">
        <a href={`/kits/${kit.id}`}>{kit.name}</a> {kit.simulated && <SimulatedBadge />}
        {kit.official && <span class="badge">{say('place_station')}</span>}
      </th>
      <td data-name={say('place_col_index')}>
        <Band kit={kit.id} index={index} />
      </td>
      <td data-name={say('place_col_value')}>
        <Value row={row} phenomenon={phenomenon} />
      </td>
      <td data-name={say('place_col_heard')}>
        {kit.lastHeard === null ? say('never_heard') : <Age time={kit.lastHeard} />}
      </td>
    </tr>
  );
}

/** The kits of the place, one by one. */
export function KitValues({ kits, summary }: { kits: readonly KitView[]; summary: PlaceSummary }) {
  const { say } = useSpeech();
  const present = summary.phenomena.map(({ phenomenon }) => phenomenon);
  const [asked, setAsked] = useState('pm2_5');
  const chosen = summary.phenomena.find(({ phenomenon }) => phenomenon === asked) ?? summary.phenomena[0];
  if (chosen === undefined) return null;
  const heads = [say('col_kit'), say('place_col_index'), say('place_col_value'), say('place_col_heard')];
  return (
    <section class="card" aria-labelledby="place-kits">
      <h2 id="place-kits">{say('place_its_kits')}</h2>
      <PhenomenonSelect present={present} chosen={chosen.phenomenon} choose={setAsked} />
      <table class="method-table">
        <caption class="unseen">{say('place_its_kits')}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(kits, chosen).map((row) => (
            <KitRow key={row.kit.id} row={row} index={summary.index} phenomenon={chosen.phenomenon} />
          ))}
        </tbody>
      </table>
      <p class="hint">
        {say('place_plus_minus')} <a href="/method#uncertainty">{say('nav_method')}</a>
      </p>
    </section>
  );
}
