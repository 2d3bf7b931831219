import { formatNumber, withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { PlacePhenomenon } from './types.ts';

function useValue(id: string): (value: number) => string {
  const { lang } = useSpeech();
  const { decimals, unitLabel } = useCatalogue()(id);
  return (value) => withUnit(formatNumber(value, decimals, lang), unitLabel);
}

function Spread({ of }: { of: PlacePhenomenon }) {
  const { say, count } = useSpeech();
  const value = useValue(of.phenomenon);
  const { median, min, max, p10, p90 } = of;
  if (median === undefined || min === undefined || max === undefined)
    return <p>{count('place_few', of.kits)}</p>;
  const spread = { median: value(median), min: value(min), max: value(max) };
  return (
    <>
      <p class="place-median">{count('place_median', of.kits, spread)}</p>
      {p10 !== undefined && p90 !== undefined && (
        <p>{say('place_most', { p10: value(p10), p90: value(p90) })}</p>
      )}
    </>
  );
}

/** One phenomenon of the place in words: the middle of its kits, how far they are apart, how thinly they stand. */
export function PhenomenonCard({ of, registered }: { of: PlacePhenomenon; registered: number }) {
  const { say, count, lang } = useSpeech();
  const { name } = useCatalogue()(of.phenomenon);
  const perKm2 = of.perKm2 === undefined ? undefined : formatNumber(of.perKm2, 1, lang);
  return (
    <li class="card">
      <h2>{name}</h2>
      <Spread of={of} />
      <p class="hint">
        {count('place_whole', of.kits, { registered })}{' '}
        {perKm2 !== undefined && say('place_density', { perKm2 })}{' '}
        {of.suspectKits > 0 && count('place_suspect', of.suspectKits)}{' '}
        {of.kits > 0 && say(`place_basis_${of.basis}`)}
      </p>
    </li>
  );
}
