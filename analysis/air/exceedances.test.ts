import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, hoursIn, localDay, localHour } from '../local-day.ts';
import { dailyMax8h, dailyMeans } from './daily.ts';
import { episodes } from './episodes.ts';
import { EU_STANDARDS } from './eu-standards.ts';
import { exceedances } from './exceedances.ts';
import type { HourValue } from './hour-value.ts';
import type { CountedStandard } from './standard.ts';
import { yearMean } from './year-mean.ts';

const MADRID = 'Europe/Madrid';
const asked = { year: 2025, zone: MADRID, now: Date.UTC(2026, 5, 1) };
const YEAR = hoursIn({ start: localHour('2025-01-01', 0, MADRID), end: localHour('2025-12-31', 24, MADRID) });

function standard(id: string): CountedStandard {
  const found = EU_STANDARDS.flatMap(({ standards }) => standards).find((s) => s.id === id);
  if (found === undefined || !('allowed' in found)) throw new Error(id);
  return found;
}
const PM10_NOW = standard('eu-until-2030.limit.pm10.day.50');
const NO2_HOUR = standard('eu-2030.limit.no2.hour.200');
const OZONE_TARGET = standard('eu-ozone.target.o3.max_8h.120');

const at = (hours: readonly number[], value: number): HourValue[] =>
  hours.map((hour) => ({ hour, value, completeness: 1 }));
const dayAt = (date: string, value: number, count = 25) =>
  at(hoursIn(localDay(date, MADRID)).slice(0, count), value);
/** A whole year at 10 µg/m³ with some days at another value. */
function yearWith(dates: readonly string[], value: number): HourValue[] {
  const dirty = new Set(dates.flatMap((date) => hoursIn(localDay(date, MADRID))));
  return YEAR.map((hour) => ({ hour, value: dirty.has(hour) ? value : 10, completeness: 1 }));
}
const JANUARY = Array.from({ length: 31 }, (_, n) => `2025-01-${String(n + 1).padStart(2, '0')}`);

describe('the mean of a local day', () => {
  it.each([
    ['2025-06-15', 24, 18],
    ['2025-03-30', 23, 18],
    ['2025-10-26', 25, 19],
  ])('%s has %d hours and takes %d of them', (date, of, need) => {
    const days = { dates: [date], zone: MADRID };
    expect(dailyMeans('pm10', dayAt(date, 40, need), days)).toEqual([
      { date, enough: true, value: 40, have: need, of },
    ]);
    expect(dailyMeans('pm10', dayAt(date, 40, need - 1), days)).toEqual([
      {
        date,
        enough: false,
        missing: [{ what: 'pm10', why: 'incomplete', have: need - 1, need, of, unit: 'hours' }],
      },
    ]);
  });
});

describe('the highest running 8-hour mean of a day', () => {
  const days = { dates: ['2025-07-02'], zone: MADRID };
  const { start } = localDay('2025-07-02', MADRID);
  const around = Array.from({ length: 31 }, (_, n) => start - 7 * HOUR + n * HOUR);

  it('counts a mean on the day on which it ends: from 17:00 the day before', () => {
    const evening = around.map((hour) => ({ hour, value: hour < start ? 160 : 40, completeness: 1 }));
    // The window that ends at 01:00 has seven hours of the evening before and one of the day.
    expect(dailyMax8h('o3', evening, days)).toMatchObject([
      { enough: true, value: (7 * 160 + 40) / 8, of: 24 },
    ]);
  });

  it('takes 18 running means of at least six hours each', () => {
    // Without the evening before, the first window with six hours ends at 06:00; 17 windows end by 22:00.
    expect(dailyMax8h('o3', at(around.slice(7, 30), 90), days)).toMatchObject([{ enough: true, have: 19 }]);
    expect(dailyMax8h('o3', at(around.slice(7, 26), 90), days)).toMatchObject([
      { enough: false, missing: [{ what: 'o3', have: 16, need: 18, of: 24 }] },
    ]);
  });
});

describe('the exceedances of a year', () => {
  it('are days in local time: a high value at 00:30 Madrid on 1 January is of that year', () => {
    const report = exceedances(PM10_NOW, dayAt('2025-01-01', 51), asked);
    expect(report.exceeded).toEqual([{ at: '2025-01-01', value: 51 }]);
    expect(exceedances(PM10_NOW, dayAt('2024-12-31', 51), asked).exceeded).toEqual([]);
  });

  it('are above the value, not at it', () => {
    expect(exceedances(PM10_NOW, dayAt('2025-05-01', 50), asked).exceeded).toEqual([]);
  });

  it('of a full year within what is allowed are within; one more is over', () => {
    const february = ['2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04'];
    const within = exceedances(PM10_NOW, yearWith([...JANUARY, ...february], 60), asked);
    expect(within).toMatchObject({ counted: 365, of: 365, allowed: 35, verdict: 'within' });
    expect(within.exceeded).toHaveLength(35);
    const over = exceedances(PM10_NOW, yearWith([...JANUARY, ...february, '2025-12-31'], 60), asked);
    expect(over).toMatchObject({ verdict: 'over' });
  });

  it('are undecided while the year runs or too little of it was measured, but over as soon as they are over', () => {
    const part = yearWith(JANUARY, 60).filter(({ hour }) => hour < Date.UTC(2025, 8, 1));
    expect(exceedances(PM10_NOW, part, asked).verdict).toBe('undecided');
    expect(exceedances(PM10_NOW, part, { ...asked, now: Date.UTC(2025, 8, 1) }).verdict).toBe('undecided');
    expect(exceedances(NO2_HOUR, dayAt('2025-01-01', 201, 4), asked)).toMatchObject({
      verdict: 'over',
      unit: 'hours',
    });
    expect(exceedances(NO2_HOUR, dayAt('2025-01-01', 201, 3), asked).verdict).toBe('undecided');
  });

  it('are only of days and hours that are over', () => {
    const evening = { ...asked, now: localHour('2025-05-01', 20, MADRID) };
    const today = dayAt('2025-05-01', 300);
    expect(exceedances(PM10_NOW, today, evening)).toMatchObject({ exceeded: [], counted: 0, of: 365 });
    expect(exceedances(NO2_HOUR, today, evening).exceeded).toHaveLength(20);
  });

  it('of a threshold for three hours in a row are counted, and judged by its episodes', () => {
    const alert = standard('eu-thresholds.alert.no2.hour.200');
    const report = exceedances(alert, dayAt('2025-05-01', 300, 1), asked);
    expect(report).toMatchObject({ exceeded: [{ value: 300 }], verdict: 'undecided' });
  });

  it('of the ozone target are of three years: one decides nothing', () => {
    const report = exceedances(OZONE_TARGET, yearWith(JANUARY, 150), asked);
    expect(report.verdict).toBe('undecided');
    // The evening of 31 January also fills the first running mean of the day after.
    expect(report.exceeded.map(({ at: date }) => date)).toEqual([...JANUARY, '2025-02-01']);
  });

  it('ignore what is not finite, not complete or not of the year, and never count more than there is', () => {
    const hour = fc.record({
      hour: fc.integer({ min: -20, max: 8800 }).map((n) => (YEAR[0] ?? 0) + n * HOUR),
      value: fc.oneof(fc.double(), fc.double({ noNaN: true, min: 0, max: 500 })),
      completeness: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 200 }), (hours) => {
        const report = exceedances(NO2_HOUR, hours, asked);
        const good = new Set(
          hours.filter((h) => h.completeness >= 0.75 && Number.isFinite(h.value)).map((h) => h.hour),
        );
        expect(report.counted).toBeLessThanOrEqual(good.size);
        expect(report.exceeded.length).toBeLessThanOrEqual(report.counted);
        expect(report.of).toBe(8760);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the mean of a year', () => {
  it('takes 75 % of its hours', () => {
    expect(yearMean('no2', at(YEAR, 21), asked)).toEqual({ enough: true, value: 21, have: 8760, of: 8760 });
    expect(yearMean('no2', at(YEAR.slice(0, 6570), 21), asked)).toMatchObject({ enough: true, have: 6570 });
    expect(yearMean('no2', at(YEAR.slice(0, 6569), 21), asked)).toMatchObject({
      enough: false,
      missing: [{ what: 'no2', why: 'incomplete', have: 6569, need: 6570 }],
    });
  });
});

describe('alert episodes', () => {
  const alert = { ...standard('eu-thresholds.alert.no2.hour.200'), averaging: 'hour' as const };
  const hour = (n: number) => localHour('2025-02-03', n, MADRID);

  it('are three hours in a row above the threshold, in whatever order the hours come', () => {
    const high = at([hour(10), hour(8), hour(9)], 210);
    expect(episodes(alert, [...high, ...at([hour(11)], 200)])).toEqual([
      { from: hour(8), to: hour(11), peak: 210 },
    ]);
    expect(episodes(alert, high.slice(0, 2))).toEqual([]);
  });

  it('end at a missing hour', () => {
    expect(episodes(alert, at([hour(8), hour(9), hour(11), hour(12)], 210))).toEqual([]);
  });
});
