import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

const READING = { phenomenon: 'pm2_5', value: 12 };

describe('the recent readings of a kit', () => {
  it('call the first reading of a new kit new, and the same one again what stands', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    expect(recent.offer(1000, '', READING)).toBe('new');
    expect(recent.offer(1000, '', READING)).toBe(12);
    expect(recent.offer(1000, '', { phenomenon: 'pm2_5', value: 13 })).toBe(12);
  });

  it('keep phenomena and channels of one time apart', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    expect(recent.offer(1000, '', READING)).toBe('new');
    expect(recent.offer(1000, '', { phenomenon: 'pm10', value: 12 })).toBe('new');
    expect(recent.offer(1000, 'b', READING)).toBe('new');
  });

  it('ask the store for anything at or below the floor, which starts at the newest committed time', () => {
    const recent = new Recent(5000);
    expect(recent.offer(5000, '', READING)).toBe('ask_store');
    expect(recent.offer(4999, '', READING)).toBe('ask_store');
    expect(recent.offer(5001, '', READING)).toBe('new');
  });

  it('ask the store for what they have forgotten', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    for (let minute = 0; minute < 100; minute++) recent.offer(minute * 60_000, '', READING);
    expect(recent.offer(0, '', READING)).toBe('ask_store');
    expect(recent.offer(99 * 60_000, '', READING)).toBe(12);
  });

  it('never call a reading new that was offered before, whatever the order of times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 400 }), (times) => {
        const recent = new Recent(Number.NEGATIVE_INFINITY);
        const seen = new Set<number>();
        for (const time of times) {
          const verdict = recent.offer(time, '', READING);
          if (seen.has(time)) expect(verdict).not.toBe('new');
          else expect(verdict === 'new' || verdict === 'ask_store').toBe(true);
          seen.add(time);
        }
      }),
    );
  });
});
