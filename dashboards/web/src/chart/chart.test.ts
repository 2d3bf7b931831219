import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { flagSpans } from './flag-spans.ts';
import { type ChartRow, chartRows } from './rows.ts';
import { summarise } from './summary.ts';

const BUCKET = 300_000;
const HOUR = 3_600_000;
const as = (value: number) => value;

const at = (i: number, mean = 10, more: Partial<ChartRow> = {}): ChartRow => ({
  time: i * BUCKET,
  mean,
  min: mean - 1,
  max: mean + 1,
  n: 5,
  p10: undefined,
  p90: undefined,
  bad: 0,
  suspect: 0,
  corrected: undefined,
  ...more,
});

describe('Rows of a chart', () => {
  it('join points, flags, percentiles and corrected means by the start of their bucket, in the unit shown', () => {
    const line = {
      kit: 'k',
      channel: '',
      points: [
        [0, 100, 90, 120, 12],
        [HOUR, 200, 190, 220, 12],
      ] as const,
      flagged: [[HOUR, 1, 2]] as const,
      percentiles: [[HOUR, 191, 200, 219]] as const,
      corrected: [[0, 80]] as const,
    };
    const rows = chartRows(line, (value) => value / 100);
    expect(rows).toEqual([
      at(0, 1, { time: 0, min: 0.9, max: 1.2, n: 12, corrected: 0.8 }),
      at(0, 2, { time: HOUR, min: 1.9, max: 2.2, n: 12, bad: 1, suspect: 2, p10: 1.91, p90: 2.19 }),
    ]);
  });

  it('come from a server that says neither flags nor percentiles too', () => {
    const [row] = chartRows({ kit: 'k', channel: '', points: [[0, 10, 9, 11, 5]] }, as);
    expect(row).toEqual(at(0));
  });
});

describe('Columns of a chart', () => {
  it('have an empty row where data is missing for long, and none elsewhere', () => {
    const [times, ...values] = columnsOf([at(1), at(2), at(3), at(9), at(10)], BUCKET);
    expect(values[0]).toEqual([10, 10, 10, null, 10, 10]);
    for (const column of values) expect(column[3]).toBeNull();
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(BUCKET / 1000);
  });

  it('of a kit that sends more rarely than the buckets are wide have no gaps', () => {
    const rare = [0, 6, 12, 18, 24].map((i) => at(i));
    expect(columnsOf(rare, BUCKET)[1]).not.toContain(null);
  });

  it('keep lowest, highest, percentiles and corrected means in their order', () => {
    const columns = columnsOf([at(1, 10, { p10: 9.5, p90: 10.5, corrected: 6 })], BUCKET);
    expect(columns.map(([first]) => first)).toEqual([BUCKET / 1000, 10, 9, 11, 9.5, 10.5, 6]);
  });

  it('of nothing are empty', () => {
    expect(columnsOf([], BUCKET)).toEqual([[], [], [], [], [], [], []]);
  });
});

describe('Doubtful times', () => {
  it('are buckets in a row, counted together; a bucket without doubt parts them', () => {
    const rows = [
      at(1),
      at(2, 10, { suspect: 3 }),
      at(3, 10, { bad: 1, suspect: 2 }),
      at(4),
      at(5, 10, { bad: 5 }),
    ];
    expect(flagSpans(rows, BUCKET)).toEqual([
      { from: 2 * BUCKET, to: 4 * BUCKET, buckets: 2, bad: 1, suspect: 5 },
      { from: 5 * BUCKET, to: 6 * BUCKET, buckets: 1, bad: 5, suspect: 0 },
    ]);
  });

  it('do not reach over a bucket without data', () => {
    const rows = [at(1, 10, { suspect: 1 }), at(3, 10, { suspect: 1 })];
    expect(flagSpans(rows, BUCKET)).toHaveLength(2);
  });
});

describe('The summary of a chart', () => {
  const span = { from: 0, to: 10 * BUCKET - 1, bucketMs: BUCKET };

  it('names the extremes with their times, the newest means and the coverage', () => {
    const told = summarise([at(1, 5), at(2, 30, { corrected: 17 }), at(3, 12)], span);
    expect(told).toEqual({
      lowest: { value: 4, time: BUCKET },
      highest: { value: 31, time: 2 * BUCKET },
      newest: { value: 12, time: 3 * BUCKET },
      corrected: { value: 17, time: 2 * BUCKET },
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
