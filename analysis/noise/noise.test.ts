import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decibels, decibels, inDecibels } from '../../domain/decibel.ts';
import { HOUR, localHour } from '../local-day.ts';
import { exceededLevel, type NoiseHour, noiseHours } from './hourly.ts';
import { lden } from './lden.ts';
import { noiseDay, noiseOver, periodSpans } from './noise-day.ts';
import { CATALONIA, EU_DEFAULT, hoursOfPeriods } from './periods.ts';

const MADRID = 'Europe/Madrid';
const MINUTE = 60_000;
const NOON = Date.UTC(2025, 5, 10, 12);
const shown = (found: { enough: boolean; level?: Decibels }) =>
  found.level === undefined ? undefined : Number(inDecibels(found.level).toFixed(2));

function readings(levels: readonly number[], every = MINUTE, start = NOON) {
  return levels.map((db, n) => ({ time: start + n * every, level: decibels(db) }));
}
/** Hours of a day, each at the level that `db` gives for its number since the day began. */
function hoursFrom(start: number, count: number, db: (n: number) => number): NoiseHour[] {
  return Array.from({ length: count }, (_, n) => ({
    hour: start + n * HOUR,
    enough: true,
    laeq: decibels(db(n)),
    readings: 60,
    completeness: 1,
  }));
}

describe('Lden', () => {
  it.each([
    [65, 55, 50, EU_DEFAULT, 63.18],
    [65, 55, 50, CATALONIA, 63.54],
    [60, 60, 60, EU_DEFAULT, 66.4],
    [60, 60, 60, CATALONIA, 66.21],
  ])('of %d, %d and %d dB is as published ($id)', (day, evening, night, periods, expected) => {
    const level = lden({ day: decibels(day), evening: decibels(evening), night: decibels(night) }, periods);
    expect(Number(inDecibels(level).toFixed(2))).toBe(expected);
  });

  it('weighs 12, 4 and 8 hours in Europe and 14, 2 and 8 in Catalonia', () => {
    expect(hoursOfPeriods(EU_DEFAULT)).toEqual({ day: 12, evening: 4, night: 8 });
    expect(hoursOfPeriods(CATALONIA)).toEqual({ day: 14, evening: 2, night: 8 });
  });
});

describe('an hour of levels', () => {
  it('has the energetic mean: half of it at 50 dB and half at 70 dB are 67.03 dB', () => {
    const half: number[] = [...Array(30).fill(50), ...Array(30).fill(70)];
    const [hour] = noiseHours(readings(half), MINUTE);
    expect(hour?.enough && inDecibels(hour.laeq).toFixed(2)).toBe('67.03');
  });

  it('has the levels that 10, 50 and 90 % of its readings exceed', () => {
    const [hour] = noiseHours(readings(Array.from({ length: 60 }, (_, n) => 41 + ((n * 7) % 60))), MINUTE);
    // 41 to 100 dB, each once: six are above 94, thirty above 70, fifty-four above 46.
    expect(hour?.enough && hour.percentages).toEqual({ l10: 94, l50: 70, l90: 46 });
  });

  it('names none of them from fewer than ten readings', () => {
    const [hour] = noiseHours(readings([50, 51, 52, 53, 54, 55], 10 * MINUTE), 10 * MINUTE);
    expect(hour).toMatchObject({ enough: true, readings: 6, completeness: 1 });
    expect(hour).not.toHaveProperty('percentages');
  });

  it('takes readings in 75 % of its intervals', () => {
    expect(noiseHours(readings(Array(45).fill(50)), MINUTE)).toMatchObject([
      { enough: true, completeness: 0.75 },
    ]);
    expect(noiseHours(readings(Array(44).fill(50)), MINUTE)).toEqual([
      {
        hour: NOON,
        enough: false,
        missing: [{ what: 'hour', why: 'incomplete', have: 44, need: 45, of: 60, unit: 'readings' }],
      },
    ]);
  });

  it('is not made of a burst: sixty readings in its first minute are one interval', () => {
    expect(noiseHours(readings(Array(60).fill(50), 1000), MINUTE)).toMatchObject([{ enough: false }]);
  });

  it('counts levels of 0 dB as levels', () => {
    expect(noiseHours(readings(Array(60).fill(0)), MINUTE)).toMatchObject([
      { laeq: 0, percentages: { l50: 0 } },
    ]);
  });

  it('has every percentage level among its own, falling from L10 to L90', () => {
    const levels = fc.array(fc.double({ noNaN: true, min: -20, max: 200 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(levels, fc.integer({ min: 0, max: 100 }), (values, percent) => {
        const level = exceededLevel(values.map(decibels), percent);
        if (level === undefined) throw new Error('none');
        const above = values.filter((value) => value > inDecibels(level)).length;
        expect(values).toContain(inDecibels(level));
        expect(above / values.length).toBeLessThanOrEqual(percent / 100 + 1e-12);
      }),
    );
  });
});

describe('a noise day', () => {
  const asked = { date: '2025-06-10', zone: MADRID, periods: CATALONIA };
  const start = localHour('2025-06-10', 7, MADRID);
  /** 65 dB by day, 55 in the evening, 50 at night. */
  const usual = (n: number) => (n < 14 ? 65 : n < 16 ? 55 : 50);

  it('runs from 7 to 7 and has the published Lden', () => {
    const levels = noiseDay(hoursFrom(start, 24, usual), asked);
    expect(shown(levels.day)).toBe(65);
    expect(shown(levels.evening)).toBe(55);
    expect(shown(levels.night)).toBe(50);
    expect(shown(levels.lden)).toBe(63.54);
    expect(levels).toMatchObject({ periods: 'catalonia', indicative: true, night: { have: 8, of: 8 } });
  });

  it('takes 3 dB off for a microphone on a facade', () => {
    expect(shown(noiseDay(hoursFrom(start, 24, usual), { ...asked, facade: true }).lden)).toBe(60.54);
  });

  it.each([
    ['2025-03-29', 7],
    ['2025-10-25', 9],
    ['2025-06-10', 8],
  ])('that begins on %s has a night of %d hours', (date, hours) => {
    const { day, evening, night } = periodSpans({ ...asked, date });
    expect((night.end - night.start) / HOUR).toBe(hours);
    expect(evening.start).toBe(day.end);
    expect(night.start).toBe(evening.end);
    const sent = hoursFrom(day.start, 16 + hours, usual);
    const levels = noiseDay(sent, { ...asked, date });
    expect(levels.night).toMatchObject({ enough: true, have: hours, of: hours });
    expect(shown(levels.lden)).toBe(63.54);
  });

  it('has the levels of the periods that are complete, and no Lden without all three', () => {
    const levels = noiseDay(hoursFrom(start, 21, usual), asked);
    expect(shown(levels.day)).toBe(65);
    const missing = [{ what: 'night', why: 'incomplete', have: 5, need: 6, of: 8, unit: 'hours' }];
    expect(levels.night).toEqual({ enough: false, missing });
    expect(levels.lden).toEqual({ enough: false, missing });
  });

  it('leaves out hours that are not complete', () => {
    const hours = hoursFrom(start, 24, usual).map(
      (hour, n): NoiseHour => (n < 4 ? { hour: hour.hour, enough: false, missing: [] } : hour),
    );
    expect(noiseDay(hours, asked).day).toMatchObject({
      enough: false,
      missing: [{ have: 10, need: 11, of: 14 }],
    });
  });

  it('of nothing says what is missing', () => {
    expect(noiseDay([], asked).lden).toMatchObject({
      missing: [{ what: 'day' }, { what: 'evening' }, { what: 'night', why: 'not_measured' }],
    });
  });
});

describe('several noise days', () => {
  const asked = { date: '2025-06-10', zone: MADRID, periods: CATALONIA };
  const start = localHour('2025-06-10', 7, MADRID);
  const flat = (db: number) =>
    noiseDay(
      hoursFrom(start, 24, () => db),
      asked,
    );
  const empty = noiseDay([], asked);

  it('are averaged as energy: one loud day of four is heard', () => {
    const levels = noiseOver([flat(50), flat(50), flat(50), flat(70)], CATALONIA);
    expect(shown(levels.night)).toBe(64.11);
  });

  it('take 75 % of the days', () => {
    expect(noiseOver([flat(60), flat(60), flat(60), empty], CATALONIA).lden.enough).toBe(true);
    expect(noiseOver([flat(60), flat(60), empty, empty], CATALONIA).lden).toMatchObject({
      enough: false,
      missing: [{ what: 'day', have: 2, need: 3, of: 4, unit: 'days' }, {}, {}],
    });
    expect(noiseOver([], CATALONIA).lden.enough).toBe(false);
  });
});
