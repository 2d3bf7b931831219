import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decibels } from '../../domain/decibel.ts';
import { HOUR } from '../local-day.ts';
import { LOUD_60, nightEvents, STANDS_OUT_3 } from './night-events.ts';

const MINUTE = 60_000;
const start = Date.UTC(2025, 5, 10, 21);
const night = { start, end: start + 8 * HOUR };
const asked = { night, every: MINUTE, definition: LOUD_60 };

/** A night at 45 dB, with other levels at some minutes. */
function heard(loud: Readonly<Record<number, number>>, minutes = 480) {
  return Array.from({ length: minutes }, (_, n) => ({
    time: start + n * MINUTE,
    level: decibels(loud[n] ?? 45),
  }));
}

describe('the events of a night', () => {
  it('are runs of readings above the level, each with its peak', () => {
    const found = nightEvents(heard({ 10: 61, 11: 75, 12: 60, 200: 66 }), asked);
    expect(found).toEqual({
      enough: true,
      indicative: true,
      definition: 'who-1999-60',
      threshold: 60,
      events: [
        { from: start + 10 * MINUTE, to: start + 11 * MINUTE, peak: 75 },
        { from: start + 200 * MINUTE, to: start + 200 * MINUTE, peak: 66 },
      ],
    });
  });

  it('end where the kit falls silent, and with the night', () => {
    const sent = heard({ 30: 70, 31: 70, 35: 70, 479: 70 }).filter(
      ({ time }) => time < start + 32 * MINUTE || time > start + 34 * MINUTE,
    );
    expect(nightEvents(sent, asked)).toMatchObject({ events: [{}, {}, { to: start + 479 * MINUTE }] });
    const after = [{ time: night.end, level: decibels(90) }];
    expect(nightEvents([...heard({}), ...after], asked)).toMatchObject({ events: [] });
  });

  it('may be what stands out from the night by 3 dB', () => {
    const found = nightEvents(heard({ 100: 52 }), { ...asked, definition: STANDS_OUT_3 });
    expect(found).toMatchObject({ definition: 'intermittency-2016', events: [{ peak: 52 }] });
    expect(nightEvents(heard({ 100: 47 }), { ...asked, definition: STANDS_OUT_3 })).toMatchObject({
      events: [],
    });
  });

  it('take readings in 75 % of the night', () => {
    expect(nightEvents(heard({}, 360), asked)).toMatchObject({ enough: true });
    expect(nightEvents(heard({}, 359), asked)).toEqual({
      enough: false,
      missing: [{ what: 'night', why: 'incomplete', have: 359, need: 360, of: 480, unit: 'readings' }],
    });
    expect(nightEvents([], asked)).toMatchObject({ enough: false, missing: [{ why: 'not_measured' }] });
  });

  it('hold every reading above the level exactly once, in whatever order readings come', () => {
    const loud = fc.dictionary(
      fc.integer({ min: 0, max: 479 }).map(String),
      fc.integer({ min: 61, max: 110 }),
    );
    fc.assert(
      fc.property(loud, fc.boolean(), (minutes, reversed) => {
        const sent = heard(minutes as Record<number, number>);
        const found = nightEvents(reversed ? sent.toReversed() : sent, asked);
        if (!found.enough) throw new Error('a full night');
        const length = found.events.reduce((sum, { from, to }) => sum + (to - from) / MINUTE + 1, 0);
        expect(length).toBe(Object.keys(minutes).length);
      }),
      { numRuns: 50 },
    );
  });
});
