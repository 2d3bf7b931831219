import type { Band, Scale } from './colour/band.ts';
import { ageWords, formatCount, formatNumber, markerNumber, spanWords, withUnit } from './format.ts';
import type { Described } from './hooks/use-catalogue.ts';
import type { Speech } from './i18n/speech.ts';
import type { KitRow } from './kit-rows.ts';
import type { ClusterLook, Mark } from './map/faces.ts';

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

/** The class that speaks for several: the worst where classes say good and bad, else the most frequent. */
function leading(bands: readonly Band[], scale: Scale): Band | undefined {
  const present = scale.bands.filter((band) => bands.includes(band));
  if (scale.note !== 'legend_ramp') return present.at(-1);
  const frequency = (band: Band) => bands.filter((one) => one === band).length;
  return present.sort((a, b) => frequency(b) - frequency(a))[0];
}

/** What is said of kits that are drawn as one. */
export function clusterLook(rows: readonly KitRow[], scale: Scale, { say, lang }: Speech): ClusterLook {
  const n = formatCount(rows.length, lang);
  const bands = rows.flatMap(({ band }) => band ?? []);
  const band = leading(bands, scale);
  if (band === undefined)
    return { label: say('cluster_silent', { n }), word: say('silent'), paint: undefined };
  const word = say(band.word);
  const label = say(scale.note === 'legend_ramp' ? 'cluster_mostly' : 'cluster_worst', { n, word });
  return { label, word, paint: band };
}
