import type { TargetView } from '../../compare-types.ts';
import { withUnit } from '../../format.ts';
import type { Language } from '../../i18n/language.ts';
import { perLanguageAnd } from '../../intl.ts';

const SIGNIFICANT = perLanguageAnd(
  (locale, digits: number) => new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }),
);
const WHOLE = perLanguageAnd((locale, decimals: number) => {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
});

/** A figure as far as it means something: three significant digits, whole from 100 up. */
export function figure(value: number, lang: Language): string {
  const shown = Math.abs(value) >= 100 ? WHOLE(lang, 0).format(value) : SIGNIFICANT(lang, 3).format(value);
  return shown.replace(/^-/, '−');
}

/** A share as percent. */
export function percent(share: number, lang: Language): string {
  return withUnit(figure(share * 100, lang), '%');
}

/** A metric's value with what it is counted in: RMSE and intercept have the phenomenon's unit, NRMSE is a share. */
export function metricText(
  metric: TargetView['metric'],
  value: number,
  { unit, lang }: { readonly unit: string; readonly lang: Language },
): string {
  if (metric === 'nrmse') return percent(value, lang);
  const number = figure(value, lang);
  return metric === 'slope' || metric === 'r2' ? number : withUnit(number, unit);
}

/** A distance: metres, from 10 km up whole kilometres. */
export function distanceText(metres: number, lang: Language): string {
  return metres < 10_000 ? withUnit(figure(metres, lang), 'm') : withUnit(figure(metres / 1000, lang), 'km');
}

/** How closely values follow others by R²: from 1 (hardly) to 4 (very closely); 3 begins at the target of the EPA. */
export function closeness(r2: number): 1 | 2 | 3 | 4 {
  if (r2 >= 0.9) return 4;
  if (r2 >= 0.7) return 3;
  return r2 >= 0.5 ? 2 : 1;
}

/** Hours in UTC, as the pairs are made: "1 Mar 2026, 14:00". */
const HOUR = perLanguageAnd(
  (locale, style: 'hour' | 'day') =>
    new Intl.DateTimeFormat(locale, {
      ...{ timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' },
      ...(style === 'hour' && { hour: '2-digit', minute: '2-digit' }),
    }),
);

/** The hour that begins at a time (UTC ms), in UTC. */
export function hourText(time: number, lang: Language): string {
  return HOUR(lang, 'hour').format(time);
}

/** The day of a time, in UTC. */
export function dayText(time: number, lang: Language): string {
  return HOUR(lang, 'day').format(time);
}
