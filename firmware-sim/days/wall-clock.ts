const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Wall-clock time as the street lives it. */
export interface WallClock {
  /** Hour of the day with its fraction, 0 up to 24. */
  readonly hour: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  /** Day of the year with its fraction, 0 on 1 January 00:00. */
  readonly dayOfYear: number;
}

/** 01:00 UTC on the last Sunday of a month: when summer time begins and ends (Directive 2000/84/EC, articles 2 and 3). */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0, 1);
  return last - new Date(last).getUTCDay() * DAY;
}

function offset(time: number): number {
  const year = new Date(time).getUTCFullYear();
  const summer = time >= lastSunday(year, 2) && time < lastSunday(year, 9);
  return summer ? 2 * HOUR : HOUR;
}

/** Wall-clock time in Barcelona (Europe/Madrid) at an instant, UTC ms. By rule: `Intl` is too slow for a value each. */
export function wallClock(time: number): WallClock {
  const wall = time + offset(time);
  const date = new Date(wall);
  return {
    hour: (wall % DAY) / HOUR,
    weekday: date.getUTCDay(),
    dayOfYear: (wall - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY,
  };
}
