import { expect, it } from 'vitest';
import { reasonsOf, reasonsPath } from './reasons.ts';
import { bucketOf, periodOf, seriesPath } from './span.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

it('Reasons are the flags that cast doubt on readings of the channel, most frequent first', () => {
  const readings = [
    { channel: '', flags: ['simulated', 'spike'] },
    { channel: '', flags: ['stuck'] },
    { channel: '', flags: ['stuck', 'time_assigned'] },
    { channel: 'b', flags: ['implausible'] },
  ];
  expect(reasonsOf(readings, '')).toEqual([
    { flag: 'stuck', n: 2 },
    { flag: 'spike', n: 1 },
  ]);
});

it('Of a long doubtful time the first six hours are asked for', () => {
  const path = reasonsPath('roof', 'pm2_5', { from: 0, to: 3 * DAY, buckets: 72, bad: 0, suspect: 9 });
  const query = new URL(path, 'http://x').searchParams;
  expect(query.get('from')).toBe('1970-01-01T00:00:00.000Z');
  expect(query.get('to')).toBe('1970-01-01T06:00:00.000Z');
});

it('A chart of 30 days has hours and begins with a whole one; a year has days', () => {
  expect(periodOf('30d', 30 * DAY + HOUR / 2, bucketOf('30d'))).toEqual({ from: 0, to: 30 * DAY + HOUR / 2 });
  expect(periodOf('1y', 400 * DAY + HOUR, bucketOf('1y'))).toEqual({ from: 35 * DAY, to: 400 * DAY + HOUR });
});

it('Percentiles are asked for where buckets are hours or days, corrected means where they are drawn', () => {
  const query = { kit: 'roof', phenomenon: 'pm2_5', from: 0, to: DAY };
  const asked = (path: string) => Object.fromEntries(new URL(path, 'http://x').searchParams);
  expect(asked(seriesPath({ ...query, bucketMs: undefined }, 'raw'))).not.toHaveProperty('percentiles');
  expect(asked(seriesPath({ ...query, bucketMs: HOUR }, 'both'))).toMatchObject({
    ...{ bucket: '3600', percentiles: 'true', corrected: 'true' },
  });
});
