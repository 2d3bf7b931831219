import type { Scale } from '../colour/band.ts';
import { formatCount, formatNumber, withUnit } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../i18n/speech.ts';
import { localeOf } from '../intl.ts';
import type { KitRow } from '../kit-rows.ts';

export interface SummaryProps {
  readonly rows: readonly KitRow[];
  readonly scale: Scale;
  readonly phenomenon: Described;
}

function rangeWords(rows: readonly KitRow[], phenomenon: Described, { say, lang }: Speech): string {
  const values = rows.flatMap(({ reading }) => (reading === undefined ? [] : [reading.value]));
  const text = (value: number) =>
    withUnit(formatNumber(value, phenomenon.decimals, lang), phenomenon.unitLabel);
  return say('summary_range', { min: text(Math.min(...values)), max: text(Math.max(...values)) });
}

function bandWords(rows: readonly KitRow[], scale: Scale, { say, lang }: Speech): string {
  const parts = scale.bands.flatMap((band) => {
    const n = rows.filter((row) => row.band === band).length;
    return n === 0 ? [] : [say('summary_band', { n: formatCount(n, lang), word: say(band.word) })];
  });
  return new Intl.ListFormat(localeOf(lang)).format(parts);
}

/** One sentence for the whole map: how many kits speak, and what they say: how many in each class, or from where to where. */
export function Summary({ rows, scale, phenomenon }: SummaryProps) {
  const speech = useSpeech();
  const current = rows.filter(({ band }) => band !== undefined);
  const { name } = phenomenon;
  if (rows.length === 0) return null;
  if (current.length === 0) return <p class="summary">{speech.say('summary_none', { phenomenon: name })}</p>;
  const words =
    scale.note === 'legend_ramp'
      ? rangeWords(current, phenomenon, speech)
      : bandWords(current, scale, speech);
  return <p class="summary">{speech.count('summary', current.length, { phenomenon: name, words })}</p>;
}
