import { describe, expect, test } from 'vitest';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { BELIEVABLE, believable, type Measurer } from './believable.ts';
import type { Ailment } from './site.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday, 2 November 2026, 00:00 in Barcelona. */
const MONDAY = Date.UTC(2026, 10, 1, 23);

const EDGE: Measurer = { id: 'edge', site: { traffic: 1, people: 0.1 } };
const INSIDE: Measurer = { id: 'inside', site: { traffic: 0.05, people: 0.5 } };
const ailing = (ailment: Ailment): Measurer => ({ id: 'edge', site: { ...EDGE.site, ailment } });

interface Span {
  readonly from: number;
  readonly to: number;
  readonly step?: number;
}

function readings(kit: Measurer, phenomenon: string, { from, to, step = 5 * MINUTE }: Span): number[] {
  const values: number[] = [];
  for (let time = from; time < to; time += step) {
    const value = believable(kit, phenomenon, time);
    if (value !== undefined) values.push(value);
  }
  return values;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function level(values: readonly number[]): number {
  return 10 * Math.log10(mean(values.map((value) => 10 ** (value / 10))));
}

/** Local hours of a weekday, `night` on the Tuesday after. */
const hours = (from: number, to: number): Span => ({ from: MONDAY + from * HOUR, to: MONDAY + to * HOUR });
const WEEK: Span = { from: MONDAY, to: MONDAY + 7 * DAY };
const YEAR: Span = { from: MONDAY, to: MONDAY + 365 * DAY, step: 7 * HOUR };

test('the same kit, phenomenon and time give the same value in any order, another kit another one', () => {
  const forwards = readings(EDGE, 'pm2_5', WEEK);
  const backwards: (number | undefined)[] = [];
  for (let time = WEEK.to - 5 * MINUTE; time >= WEEK.from; time -= 5 * MINUTE)
    backwards.push(believable(EDGE, 'pm2_5', time));
  expect(backwards.reverse()).toEqual(forwards);
  expect(readings({ ...EDGE, id: 'other' }, 'pm2_5', WEEK)).not.toEqual(forwards);
});

test.each(BELIEVABLE)('%s stays plausible through a year, inside and out, and does not stand still', (id) => {
  const [min, max] = phenomenonOf(id)?.plausible ?? [Number.NaN, Number.NaN];
  for (const kit of [EDGE, INSIDE, { id: 'room', site: { ...INSIDE.site, indoor: true } }]) {
    const values = readings(kit, id, YEAR);
    expect(values.filter((value) => !(value >= min && value <= max))).toEqual([]);
    expect(new Set(values).size).toBeGreaterThan(3);
  }
});

test('what a kit cannot read is undefined', () => {
  expect(believable(EDGE, 'radon', MONDAY)).toBeUndefined();
});

test('a busy street is at least 8 dB quieter in the small hours than in the morning peak', () => {
  const peak = level(readings(EDGE, 'noise_laeq', hours(8, 9)));
  const night = level(readings(EDGE, 'noise_laeq', hours(27, 28)));
  expect(peak).toBeGreaterThan(68);
  expect(peak - night).toBeGreaterThan(8);
});

test('Sunday morning is quieter and cleaner on a busy street than Monday morning', () => {
  const sunday = hours(6 * 24 + 8, 6 * 24 + 10);
  expect(level(readings(EDGE, 'noise_laeq', hours(8, 10)))).toBeGreaterThan(
    level(readings(EDGE, 'noise_laeq', sunday)) + 4,
  );
  expect(mean(readings(EDGE, 'no2', hours(8, 10)))).toBeGreaterThan(
    1.5 * mean(readings(EDGE, 'no2', sunday)),
  );
});

test('inside the Superblock it is quieter by 6 dB over the week, and cleaner, than at its edge', () => {
  const difference = level(readings(EDGE, 'noise_laeq', WEEK)) - level(readings(INSIDE, 'noise_laeq', WEEK));
  expect(difference).toBeGreaterThan(6);
  expect(mean(readings(EDGE, 'pm2_5', WEEK))).toBeGreaterThan(1.2 * mean(readings(INSIDE, 'pm2_5', WEEK)));
  expect(mean(readings(EDGE, 'no2', WEEK))).toBeGreaterThan(2 * mean(readings(INSIDE, 'no2', WEEK)));
});

test('coarser particles weigh more than finer ones, reading for reading', () => {
  for (const [finer, coarser] of [
    ['pm1', 'pm2_5'],
    ['pm2_5', 'pm4'],
    ['pm4', 'pm10'],
  ] as const) {
    const fine = readings(EDGE, finer, WEEK);
    expect(readings(EDGE, coarser, WEEK).every((value, i) => value >= (fine[i] ?? 0))).toBe(true);
  }
});

test('afternoons are warmer and drier than the hour before dawn, and July is warmer than January', () => {
  const at = (from: number, to: number) => (id: string) =>
    mean(
      Array.from({ length: 30 }, (_, day) =>
        readings(INSIDE, id, hours(24 * day + from, 24 * day + to)),
      ).flat(),
    );
  expect(at(14, 16)('temperature')).toBeGreaterThan(at(5, 6)('temperature') + 3);
  expect(at(14, 16)('humidity')).toBeLessThan(at(5, 6)('humidity') - 8);
  const month = (m: number): Span => ({
    from: Date.UTC(2026, m, 1),
    to: Date.UTC(2026, m + 1, 1),
    step: HOUR,
  });
  const [january, july] = [0, 6].map((m) => mean(readings(INSIDE, 'temperature', month(m))));
  expect(july).toBeGreaterThan((january ?? 99) + 11);
});

test('the district shares one weather: two kits agree on temperature and pressure', () => {
  for (let time = WEEK.from; time < WEEK.to; time += HOUR)
    for (const [id, apart] of [
      ['temperature', 1.2],
      ['pressure', 200],
    ] as const) {
      const [a, b] = [EDGE, INSIDE].map((kit) => believable(kit, id, time) ?? Number.NaN);
      expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(apart);
    }
});

describe('ailments', () => {
  test('a drifting particle sensor reads ever more than a sound one, up to some 60 %', () => {
    const ratio = (from: number) => {
      const span = { from, to: from + 2 * DAY };
      return mean(readings(ailing('drifting'), 'pm2_5', span)) / mean(readings(EDGE, 'pm2_5', span));
    };
    const cleaned = Math.ceil(MONDAY / (90 * DAY)) * 90 * DAY;
    expect(ratio(cleaned)).toBeLessThan(1.05);
    expect(ratio(cleaned + 40 * DAY)).toBeGreaterThan(1.2);
    expect(ratio(cleaned + 85 * DAY)).toBeGreaterThan(1.5);
  });

  test('a mute particle sensor says nothing for three days a week while the rest of the kit goes on', () => {
    const saturday = { from: Date.UTC(2026, 10, 7), to: Date.UTC(2026, 10, 8) };
    expect(readings(ailing('silent_particles'), 'pm10', saturday)).toEqual([]);
    expect(readings(ailing('silent_particles'), 'humidity', saturday)).toHaveLength(288);
    expect(readings(ailing('silent_particles'), 'pm10', hours(24, 48))).toHaveLength(288);
  });

  test('a weak battery falls below 10 % before the kit is silent altogether', () => {
    const start = Math.ceil(MONDAY / (6 * DAY)) * 6 * DAY;
    const charge = readings(ailing('weak_battery'), 'battery', { from: start, to: start + 6 * DAY });
    expect(charge).toHaveLength(5 * 288);
    expect(charge.at(0)).toBeGreaterThan(90);
    expect(charge.at(-1)).toBeLessThan(10);
    expect(charge.every((value, i) => i === 0 || value <= (charge[i - 1] ?? 0))).toBe(true);
  });
});
