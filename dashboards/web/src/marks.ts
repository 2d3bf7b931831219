import { ageWords, formatNumber, markerNumber, spanWords, withUnit } from './format.ts';
import type { Described } from './hooks/use-catalogue.ts';
import type { Speech } from './i18n/speech.ts';
import type { KitRow } from './kit-rows.ts';
import type { Mark } from './map/kit-markers.ts';

export interface MarkContext {
  readonly phenomenon: Described;
  readonly speech: Speech;
  readonly now: number;
  /** Id of the kit whose panel is open. */
  readonly chosen: string | undefined;
}

function valueWords({ reading, band, silent }: KitRow, { phenomenon, speech, now }: MarkContext): string {
  const { say, lang } = speech;
  if (reading === undefined) return say('no_value');
  const age = now - Date.parse(reading.time);
  const words = silent ? say('no_data_for', { span: spanWords(age, lang) }) : band && say(band.word);
  const value = withUnit(formatNumber(reading.value, phenomenon.decimals, lang), phenomenon.unitLabel);
  return [words, value, ageWords(age, lang)].filter(Boolean).join(', ');
}

/** The circles for the kits that have a published position. */
export function marksOf(rows: readonly KitRow[], context: MarkContext): Mark[] {
  const { phenomenon, speech, chosen } = context;
  return rows.flatMap((row) => {
    const { kit, reading, silent, band } = row;
    if (kit.position === null) return [];
    const shown = silent || reading === undefined ? undefined : reading.value;
    const text = shown === undefined ? '–' : markerNumber(shown, phenomenon.decimals, speech.lang);
    const label = `${kit.name}: ${valueWords(row, context)}`;
    return [{ id: kit.id, ...kit.position, text, label, paint: band, chosen: kit.id === chosen }];
  });
}
