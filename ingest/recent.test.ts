import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../domain/reading.ts';
import { Recent } from './recent.ts';

function row(time: number, values: Record<string, number>, channel = ''): Row {
  const phenomena = Object.keys(values);
  return {
    kit: 'a',
    channel,
    time,
    received: time,
    phenomena,
    values: Object.values(values),
    flags: phenomena.map(() => 0),
  };
}

describe('the recent rows of a kit', () => {
  it('call the first reading of a new kit new, and name the value that stands afterwards', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    expect(recent.judge(1000, '', 'pm2_5')).toBe('new');
    recent.remember(row(1000, { pm2_5: 12 }));
    expect(recent.judge(1000, '', 'pm2_5')).toBe(12);
  });

  it('keep phenomena and channels of one time apart, also when they come in several rows', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    recent.remember(row(1000, { pm2_5: 12 }));
    expect(recent.judge(1000, '', 'pm10')).toBe('new');
    expect(recent.judge(1000, 'b', 'pm2_5')).toBe('new');
    recent.remember(row(1000, { pm10: 20 }));
    recent.remember(row(1000, { pm2_5: 9 }, 'b'));
    expect([
      recent.judge(1000, '', 'pm2_5'),
      recent.judge(1000, '', 'pm10'),
      recent.judge(1000, 'b', 'pm2_5'),
    ]).toEqual([12, 20, 9]);
  });

  it('know readings that are added to a remembered row', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    const growing = row(1000, { pm2_5: 12 });
    recent.remember(growing);
    growing.phenomena.push('pm10');
    growing.values.push(20);
    expect(recent.judge(1000, '', 'pm10')).toBe(20);
  });

  it('ask the store for anything at or below the floor, which starts at the newest committed time', () => {
    const recent = new Recent(5000);
    recent.remember(row(4000, { pm2_5: 1 }));
    expect(recent.judge(5000, '', 'pm2_5')).toBe('ask_store');
    expect(recent.judge(4000, '', 'pm2_5')).toBe('ask_store');
    expect(recent.judge(5001, '', 'pm2_5')).toBe('new');
  });

  it('ask the store for what they have forgotten', () => {
    const recent = new Recent(Number.NEGATIVE_INFINITY);
    for (let minute = 0; minute < 100; minute++) recent.remember(row(minute * 60_000, { pm2_5: 12 }));
    expect(recent.judge(0, '', 'pm2_5')).toBe('ask_store');
    expect(recent.judge(99 * 60_000, '', 'pm2_5')).toBe(12);
  });

  it('never call a reading new that was remembered before, whatever the order of times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 400 }), (times) => {
        const recent = new Recent(Number.NEGATIVE_INFINITY);
        const seen = new Set<number>();
        for (const time of times) {
          const verdict = recent.judge(time, '', 'pm2_5');
          if (seen.has(time)) expect(verdict).not.toBe('new');
          else expect(verdict === 'new' || verdict === 'ask_store').toBe(true);
          if (verdict === 'new') recent.remember(row(time, { pm2_5: 12 }));
          seen.add(time);
        }
      }),
    );
  });
});
