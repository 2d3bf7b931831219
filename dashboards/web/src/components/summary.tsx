import type { Scale } from '../colour/band.ts';
import { formatCount } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { KitRow } from '../kit-rows.ts';

export interface SummaryProps {
  readonly rows: readonly KitRow[];
  readonly scale: Scale;
  readonly phenomenon: Described;
}

/** One sentence for the whole map: how many kits speak, and how many are in each class. */
export function Summary({ rows, scale, phenomenon }: SummaryProps) {
  const { say, count, lang } = useSpeech();
  const current = rows.filter(({ band }) => band !== undefined);
  if (rows.length === 0) return null;
  if (current.length === 0)
    return <p class="summary">{say('summary_none', { phenomenon: phenomenon.name })}</p>;
  const parts = scale.bands.flatMap((band) => {
    const n = current.filter((row) => row.band === band).length;
    return n === 0 ? [] : [say('summary_band', { n: formatCount(n, lang), word: say(band.word) })];
  });
  const words = new Intl.ListFormat(lang).format(parts);
  return <p class="summary">{count('summary', current.length, { phenomenon: phenomenon.name, words })}</p>;
}
