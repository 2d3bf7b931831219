import type uPlot from 'uplot';
import type { Language } from '../../../../domain/phenomena/phenomenon.ts';
import { formatNumber } from '../format.ts';
import { localeOf } from '../intl.ts';

const DAY = 86_400_000;

/** Seconds between the marks of the time axis: whole days where marks are named by their day, else as uPlot finds fit. */
export function axisSteps(span: number): { incrs: number[] } | undefined {
  const isByDay = span > 2 * DAY && span <= 60 * DAY;
  return isByDay ? { incrs: [1, 2, 3, 5, 7, 14].map((days) => (days * DAY) / 1000) } : undefined;
}

/** Words of the time axis: hours within two days, days within two months, else days with their month. */
export function axisTimes(lang: Language, span: number): (self: uPlot, splits: number[]) => string[] {
  const locale = localeOf(lang);
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const month = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return (_, splits) =>
    splits.map((s) => {
      const date = new Date(s * 1000);
      if (span > 60 * DAY) return month.format(date);
      const midnight = date.getHours() === 0 && date.getMinutes() === 0;
      return midnight || span > 2 * DAY ? day.format(date) : hour.format(date);
    });
}

/** Values at least one step of the shown decimals apart, so that a steady series does not look wild. */
export function valueRange(decimals: number): uPlot.Range.Function {
  return (_, low, high) => {
    if (low === null || high === null) return [0, 1];
    const room = Math.max((high - low) * 0.08, 10 ** -decimals);
    return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
  };
}

/** Axis numbers with as many digits as the finest of them needs. */
export function axisNumbers(splits: readonly number[], lang: Language): string[] {
  const digits = splits.map((v) => Number(v.toFixed(6)).toString().split('.')[1]?.length ?? 0);
  return splits.map((v) => formatNumber(v, Math.max(...digits), lang));
}
