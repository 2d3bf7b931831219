import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '../api-types.ts';
import { columnsOf } from './columns.ts';
import { summarise } from './summary.ts';

const BUCKET = 300_000;
const at = (i: number, mean = 10): SeriesPoint => [i * BUCKET, mean, mean - 1, mean + 1, 5];

describe('Columns of a chart', () => {
  it('have an empty row where data is missing for long, and none elsewhere', () => {
    const [times, means, lows, highs] = columnsOf([at(1), at(2), at(3), at(9), at(10)], BUCKET);
    expect(means).toEqual([10, 10, 10, null, 10, 10]);
    expect(lows[3]).toBeNull();
    expect(highs[3]).toBeNull();
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(BUCKET / 1000);
  });

  it('of a kit that sends more rarely than the buckets are wide have no gaps', () => {
    const rare = [0, 6, 12, 18, 24].map((i) => at(i));
    expect(columnsOf(rare, BUCKET)[1]).not.toContain(null);
  });

  it('of nothing are empty', () => {
    expect(columnsOf([], BUCKET)).toEqual([[], [], [], []]);
  });
});

describe('The summary of a chart', () => {
  const span = { from: 0, to: 10 * BUCKET - 1, bucketMs: BUCKET };

  it('names the extremes with their times, the newest mean and the coverage', () => {
    const told = summarise([at(1, 5), at(2, 30), at(3, 12)], span);
    expect(told).toEqual({
      lowest: { value: 4, time: BUCKET },
      highest: { value: 31, time: 2 * BUCKET },
      newest: { value: 12, time: 3 * BUCKET },
      filled: 3,
      buckets: 10,
    });
  });

  it('is nothing for an empty chart', () => {
    expect(summarise([], span)).toBeUndefined();
  });

  it('never says more buckets were filled than there are', () => {
    const told = summarise([at(0), at(1)], { from: 0, to: BUCKET - 1, bucketMs: BUCKET });
    expect(told?.buckets).toBe(2);
  });
});
