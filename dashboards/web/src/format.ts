import type { Language } from '../../../domain/phenomena/phenomenon.ts';
import { perLanguage, perLanguageAnd } from './intl.ts';

/** A kit unheard for longer counts as silent, ms. */
export const SILENT_AFTER = 60 * 60_000;

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

const STEPS: readonly (readonly [Unit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

function inLargestUnit(ms: number): { count: number; unit: Unit } {
  for (const [unit, size] of STEPS) if (ms >= size) return { count: Math.floor(ms / size), unit };
  return { count: 0, unit: 'second' };
}

const SINCE = perLanguageAnd(
  (locale, numeric: 'auto' | 'always') => new Intl.RelativeTimeFormat(locale, { style: 'short', numeric }),
);
const SPAN = perLanguageAnd(
  (locale, unit: Unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
);
const NUMBER = perLanguageAnd(
  (locale, decimals: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);
const SIGNIFICANT = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }));
const COUNT = perLanguage((locale) => new Intl.NumberFormat(locale));
const DATE = perLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));
const TO_THE_SECOND = perLanguage(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
);
const WEEKDAY = perLanguage((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short' }));
const DAY = perLanguage((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
const UTC_DAY = perLanguage(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const MINUTE = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);

/** How long ago, in words: "3 min ago". Under five seconds, and for clocks slightly ahead, "now". */
export function ageWords(ms: number, lang: Language): string {
  const { count, unit } = inLargestUnit(ms < 5000 ? 0 : ms);
  const format = SINCE(lang, count === 0 ? 'auto' : 'always');
  // English abbreviates with a point ("3 min. ago") where the SI symbol has none.
  return format.format(count === 0 ? 0 : -count, unit).replace('. ', ' ');
}

/** A span of time in words: "2 hours". */
export function spanWords(ms: number, lang: Language): string {
  const { count, unit } = inLargestUnit(ms);
  return SPAN(lang, unit).format(count);
}

/** A number with the locale's decimal sign and exactly `decimals` digits after it. */
export function formatNumber(value: number, decimals: number, lang: Language): string {
  const text = NUMBER(lang, decimals).format(value);
  return /^-0([.,]0*)?$/.test(text) ? text.slice(1) : text;
}

/** A count, grouped as the language groups. */
export function formatCount(value: number, lang: Language): string {
  return COUNT(lang).format(value);
}

/** Number and unit with a no-break space between them; percent and degree signs too (SI Brochure 5.4.3), no unit no space. */
export function withUnit(number: string, unitLabel: string): string {
  return unitLabel === '' ? number : `${number}\u00a0${unitLabel}`;
}

/** A number short enough for a marker on the map: whole and without grouping from 10 up, thousands as `k` from 10,000. */
export function markerNumber(value: number, decimals: number, lang: Language): string {
  if (Math.abs(value) >= 10_000) return `${formatNumber(value / 1000, 0, lang)}k`;
  return Math.abs(value) >= 10 ? String(Math.round(value)) : formatNumber(value, Math.min(decimals, 1), lang);
}

/** Date and time to the second in the reader's own zone, with the zone named. */
export function absoluteTime(ms: number, lang: Language): string {
  return TO_THE_SECOND(lang).format(ms);
}

/** Date only. */
export function dateWords(ms: number, lang: Language): string {
  return DATE(lang).format(ms);
}

/** Day and minute, as charts and their summaries say it: "Tue 24 Nov, 00:16". */
export function shortTime(ms: number, lang: Language): string {
  return `${WEEKDAY(lang).format(ms)} ${DAY(lang).format(ms)}, ${MINUTE(lang).format(ms)}`;
}

const DAY_MS = 86_400_000;

/** When a bucket of a chart begins: the minute in the reader's zone, or the UTC day where a bucket is one. */
export function bucketTime(ms: number, bucketMs: number, lang: Language): string {
  return bucketMs < DAY_MS ? shortTime(ms, lang) : UTC_DAY(lang).format(ms);
}

/** The time of day: "14:00". */
export function clockTime(ms: number, lang: Language): string {
  return MINUTE(lang).format(ms);
}

/** An uncertainty to two significant digits: more would say that the uncertainty itself is known better than it is. */
export function formatPlusMinus(value: number, lang: Language): string {
  return SIGNIFICANT(lang).format(value);
}

/** A period of a chart, its end without the day where that is the same: "Tue 24 Nov, 13:00–15:00"; whole UTC days where buckets are such. */
export function bucketPeriod(
  { from, to }: { from: number; to: number },
  bucketMs: number,
  lang: Language,
): string {
  if (bucketMs >= DAY_MS) {
    const [first, last] = [UTC_DAY(lang).format(from), UTC_DAY(lang).format(to - 1)];
    return first === last ? first : `${first} – ${last}`;
  }
  const isOneDay = dateWords(from, lang) === dateWords(to, lang);
  return `${shortTime(from, lang)}${isOneDay ? '–' : ' – '}${isOneDay ? clockTime(to, lang) : shortTime(to, lang)}`;
}
