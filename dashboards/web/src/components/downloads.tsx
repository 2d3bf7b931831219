import { useState } from 'preact/hooks';
import type { Licence } from '../../../../domain/kit.ts';
import { readingsAddress } from '../api.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import { LICENCES } from '../licences.ts';

const DAY = 86_400_000;
const PERIODS = { day: DAY, month: 30 * DAY, all: undefined } as const;
type Period = keyof typeof PERIODS;
const FORMATS = ['csv', 'ndjson', 'json'] as const;

export interface DownloadsProps {
  /** What is exported: one kit or one project. */
  readonly of: { readonly kit: string } | { readonly project: string };
  readonly phenomena: readonly string[];
  readonly licences: readonly Licence[];
  /** Whether simulated readings are asked for: without it an export leaves them out. */
  readonly simulated: boolean;
}

/** Start of the period, RFC 3339 to the minute: the address stays the same between two looks at the clock. */
function startOf(period: Period, now: number): string | undefined {
  const span = PERIODS[period];
  if (span === undefined) return undefined;
  return `${new Date(now - span).toISOString().slice(0, 16)}:00Z`;
}

function LicenceLine({ licences }: { licences: readonly Licence[] }) {
  const { say } = useSpeech();
  const [before, after] = say('download_licence', { licences: '\u0000' }).split('\u0000');
  return (
    <p class="hint">
      {before}
      {licences.map((id, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <a href={LICENCES[id].url} rel="license">
            {LICENCES[id].name}
          </a>
        </span>
      ))}
      {after}
    </p>
  );
}

function PhenomenonChoice(props: {
  present: readonly string[];
  chosen: string;
  choose: (id: string) => void;
}) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  const options = props.present.map(describe).sort((a, b) => a.rank - b.rank);
  return (
    <label class="field-inline">
      <span>{say('phenomenon')}</span>
      <select value={props.chosen} onChange={(event) => props.choose(event.currentTarget.value)}>
        <option value="">{say('download_all_phenomena')}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function PeriodChoice({ chosen, choose }: { chosen: Period; choose: (period: Period) => void }) {
  const { say } = useSpeech();
  return (
    <label class="field-inline">
      <span>{say('download_period')}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value as Period)}>
        {(Object.keys(PERIODS) as Period[]).map((one) => (
          <option key={one} value={one}>
            {say(`download_${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Exports of a kit or a project: phenomenon and period to choose, then a link for each format. */
export function Downloads({ of, phenomena, licences, simulated }: DownloadsProps) {
  const { say } = useSpeech();
  const now = useNow();
  const [period, setPeriod] = useState<Period>('day');
  const [phenomenon, setPhenomenon] = useState('');
  const query = {
    ...of,
    phenomenon: phenomenon === '' ? undefined : phenomenon,
    from: startOf(period, now),
    simulated: simulated ? 'include' : undefined,
  };
  return (
    <section class="card" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{say('downloads')}</h2>
      <p>{say('download_intro')}</p>
      <div class="tools">
        <PhenomenonChoice present={phenomena} chosen={phenomenon} choose={setPhenomenon} />
        <PeriodChoice chosen={period} choose={setPeriod} />
      </div>
      <ul class="buttons">
        {FORMATS.map((format) => (
          <li key={format}>
            <a class="button" href={readingsAddress({ ...query, format })} download={`superilla.${format}`}>
              {format.toUpperCase()}
            </a>
          </li>
        ))}
      </ul>
      <LicenceLine licences={licences} />
    </section>
  );
}
