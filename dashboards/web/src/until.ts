const HOUR = 3_600_000;
/** A kit that sent nothing for so long, ms, is shown as it was before. */
const SILENT = 7 * 24 * HOUR;

/** The hour that an address asks a page to end at (`2018-12-10T19:00`, UTC), UTC ms; undefined for none. */
export function endAsked(text: string | null): number | undefined {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return undefined;
  const time = Date.parse(`${text.slice(0, 16)}Z`);
  return Number.isNaN(time) ? undefined : Math.floor(time / HOUR) * HOUR;
}

/** The end of the last hour of a kit whose newest readings (UTC ms) are more than a week old; undefined for others. */
export function endOfSilent(newest: readonly number[], now: number): number | undefined {
  const last = newest.reduce((max, time) => Math.max(max, time), Number.NEGATIVE_INFINITY);
  if (last === Number.NEGATIVE_INFINITY || now - last < SILENT) return undefined;
  return (Math.floor(last / HOUR) + 1) * HOUR;
}
