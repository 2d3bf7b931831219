import { formatCount, formatNumber, withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../../i18n/speech.ts';
import type { WordKey } from '../../i18n/words.ts';
import type { CountedStandardView, MeanStandardView, StandardView } from '../../trust-types.ts';

type Verdict = 'over' | 'within' | 'undecided' | 'none';

const SIGNS: Readonly<Record<Verdict, string>> = { over: '▲', within: '✓', undecided: '○', none: '–' };
const COUNT_WORDS: Readonly<Record<CountedStandardView['averaging'], WordKey>> = {
  hour: 'year_hours',
  day: 'year_days',
  max_8h: 'year_max_8h',
};
const OVER_WORDS: Readonly<Record<CountedStandardView['averaging'], WordKey>> = {
  hour: 'year_hours_over',
  day: 'year_days_over',
  max_8h: 'year_max_8h_over',
};
const BASES = { raw: 'year_raw', corrected: 'year_corrected' } as const;
const KINDS: Readonly<Record<string, WordKey>> = {
  target: 'kind_target',
  long_term_objective: 'kind_objective',
  alert: 'kind_alert',
  information: 'kind_information',
  interim_target: 'kind_interim',
};

function verdictOf(standard: StandardView): Verdict {
  if ('mean' in standard) {
    if (standard.met !== null) return standard.met ? 'within' : 'over';
    return standard.mean.enough ? 'undecided' : 'none';
  }
  return standard.counted === 0 ? 'none' : standard.verdict;
}

function countWords(standard: CountedStandardView, limit: string, { say, lang }: Speech): string {
  const { allowed, averaging, counted, of, exceeded } = standard;
  const filling = {
    n: formatCount(exceeded.length, lang),
    allowed: formatCount(allowed, lang),
    limit,
    counted: formatCount(counted, lang),
    of: formatCount(of, lang),
  };
  const words = allowed === 0 || exceeded.length > allowed ? OVER_WORDS : COUNT_WORDS;
  const on = averaging === 'hour' ? 'year_counted_hours' : 'year_counted_days';
  return `${say(words[averaging], filling)} ${say(on, filling)}`;
}

function meanWords(
  { mean, averaging }: MeanStandardView,
  { limit, text }: { limit: string; text(value: number): string },
  { say, lang }: Speech,
): string {
  const words = averaging === 'year' ? 'year_mean' : 'year_peak_season';
  if (mean.enough) return say(words, { value: text(mean.value), limit });
  const [first] = mean.missing;
  const none = say(averaging === 'year' ? 'year_mean_none' : 'year_peak_season_none', { limit });
  if (first === undefined) return none;
  const { have, need, of, unit } = first;
  const filling = { have: formatCount(have, lang), need: formatCount(need, lang), of: formatCount(of, lang) };
  return `${none} (${say(`missing_${unit}`, filling)})`;
}

/** One legal or recommended value: what it is about, how the year stands against it, on how many days that rests. */
export function StandardLine({ standard }: { standard: StandardView }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const { name, unitLabel, decimals } = useCatalogue()(standard.pollutant);
  const text = (value: number) => withUnit(formatNumber(value, decimals, lang), unitLabel);
  const limit = withUnit(formatCount(standard.value, lang), unitLabel);
  const verdict = verdictOf(standard);
  const { basis } = standard;
  const kind = KINDS[standard.kind];
  return (
    <li class={`standard standard-${verdict}`} data-verdict={verdict}>
      <span class="standard-sign" aria-hidden="true">
        {SIGNS[verdict]}
      </span>
      <span>
        <strong>
          {name}
          {kind !== undefined && ` (${say(kind)})`}: {say(`verdict_${verdict}`)}.
        </strong>{' '}
        {'mean' in standard
          ? meanWords(standard, { limit, text }, speech)
          : countWords(standard, limit, speech)}
        {basis !== null && verdict !== 'none' && <span class="quiet"> {say(BASES[basis])}</span>}
      </span>
    </li>
  );
}
