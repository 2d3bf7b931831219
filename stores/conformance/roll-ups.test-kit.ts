import fc from 'fast-check';
import { expect, it } from 'vitest';
import { averagingOf, meanOf } from '../../domain/averaging.ts';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { Row } from '../../domain/reading.ts';
import { changesOf, KITS, lateOf, PHENOMENA_USED, row, stepsArbitrary, T0 } from './batches.test-kit.ts';
import { ModelStore } from './model.test-kit.ts';
import type { Stage } from './stage.test-kit.ts';
import { expectClose, expectedSums, ordered } from './sums.test-kit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** All that the arbitrary histories play in. */
const ALL = [{ from: T0 - DAY, to: T0 + 60 * DAY }];

function marksOf(rows: readonly Pick<Row, 'kit' | 'time'>[]): HourMark[] {
  const hours = new Map<string, HourMark>();
  for (const { kit, time } of rows) {
    const hour = Math.floor(time / HOUR) * HOUR;
    hours.set(`${kit} ${hour}`, { kit, hour });
  }
  return [...hours.values()];
}

async function expectRolledUp({ store }: Stage, model: ModelStore): Promise<void> {
  for (const phenomenon of PHENOMENA_USED) {
    for (const merged of [false, true]) {
      // Of two newest values of one instant in two kits either may be the last.
      if (merged && averagingOf(phenomenon) === 'last') continue;
      const query = { kits: KITS, phenomenon, spans: ALL, merged, percentiles: true };
      const hours = { ...query, bucketMs: HOUR };
      const days = { ...query, bucketMs: DAY };
      for (const source of ['readings', 'hours'] as const) {
        const asked = { ...hours, source };
        expectClose(await store.sums(asked), expectedSums(model, asked), `${phenomenon} ${source}`);
      }
      const asked = { ...days, source: 'days' as const };
      expectClose(await store.sums(asked), expectedSums(model, asked), `${phenomenon} days`);
    }
  }
}

async function afterHistory(stage: Stage, runs: number): Promise<void> {
  const property = fc.asyncProperty(stepsArbitrary, async (steps) => {
    await stage.begin();
    const model = new ModelStore();
    const seen = new Set<string>();
    for (const [n, step] of steps.entries()) {
      const watermark = n + 1;
      if (step.do === 'append') {
        const batch = { rows: step.rows, late: lateOf(step.rows, seen), watermark };
        await stage.store.append(batch);
        model.append(batch);
        await stage.store.rollUp(marksOf(step.rows));
      } else if (step.do === 'flag') {
        const changes = changesOf(step, model.scan({ kits: KITS }));
        await stage.store.flag(changes);
        model.flag(changes);
        await stage.store.rollUp(marksOf(changes));
      } else if (step.do === 'erase') {
        await stage.store.erase(step.kit, watermark);
        model.erase(step.kit, watermark);
      } else if (step.do === 'checkpoint') await stage.store.checkpoint();
      else await stage.reopen();
    }
    expect(stage.store.watermark()).toBe(model.watermark);
    await expectRolledUp(stage, model);
  });
  await fc.assert(property, { numRuns: Math.ceil(runs / 2), endOnFailure: true });
}

/** Hour and day roll-ups. */
export function rollUpTests(stage: Stage, runs: number): void {
  const kit = 'can-batllo';
  const hours = (phenomenon: string) => ({
    kits: [kit],
    phenomenon,
    spans: ALL,
    bucketMs: HOUR,
    source: 'hours' as const,
  });

  it('has roll-ups that are those of its readings, whatever came late, was erased or restarted between', async () => {
    await afterHistory(stage, runs);
  }, 60_000);

  it('has no roll-up of an hour until it is asked to make it', async () => {
    await stage.append([row(kit, T0, { pm10: 1, x_a: 2 })], 1);
    expect(await stage.store.sums(hours('pm10'))).toEqual([]);
    await stage.store.rollUp([{ kit, hour: T0 }]);
    await stage.store.rollUp([{ kit, hour: T0 }]);
    const one = { kit, channel: '', time: T0, n: 1, first: 0, second: 0, bad: 0, suspect: 0 };
    expect(await stage.store.sums(hours('pm10'))).toEqual([{ ...one, sum: 1, min: 1, max: 1 }]);
    expect(await stage.store.sums({ ...hours('x_a'), bucketMs: DAY, source: 'days' })).toEqual([
      { ...one, sum: 2, min: 2, max: 2 },
    ]);
  });

  it('takes late readings in, and leaves other hours and kits as they are', async () => {
    const marks = [0, 1].map((n) => ({ kit, hour: T0 + n * HOUR }));
    await stage.append([row(kit, T0, { pm10: 1 }), row(kit, T0 + HOUR, { pm10: 3 })], 1);
    await stage.store.rollUp(marks);
    await stage.append([row(kit, T0 + 60_000, { pm10: 5 }), row(kit, T0 + HOUR + 1, { pm10: 9 })], 2, [0]);
    await stage.store.rollUp(marks.slice(0, 1));
    const found = await stage.store.sums(hours('pm10'));
    expect(ordered(found).map(({ n, sum }) => [n, sum])).toEqual([
      [2, 6],
      [1, 3],
    ]);
    const [day] = await stage.store.sums({ ...hours('pm10'), bucketMs: DAY, source: 'days' });
    expect(day).toMatchObject({ time: T0, n: 3, sum: 9, min: 1, max: 5 });
  });

  it('keeps channels apart, and puts hours together to wider buckets', async () => {
    const rows = [0, 1, 2, 3].flatMap((n) => [
      row(kit, T0 + n * HOUR, { noise_laeq: 60 + 5 * n }),
      row(kit, T0 + n * HOUR, { noise_laeq: 40 }, { channel: 'b' }),
    ]);
    await stage.append(rows, 1);
    await stage.store.rollUp(marksOf(rows));
    const found = ordered(await stage.store.sums({ ...hours('noise_laeq'), bucketMs: 2 * HOUR }));
    const levels = found.map((sums) => [sums.channel, sums.n, meanOf(sums, 'energetic')]);
    expect(levels).toEqual([
      ['', 2, expect.closeTo(10 * Math.log10((1e6 + 10 ** 6.5) / 2), 9)],
      ['', 2, expect.closeTo(10 * Math.log10((1e7 + 10 ** 7.5) / 2), 9)],
      ['b', 2, expect.closeTo(40, 9)],
      ['b', 2, expect.closeTo(40, 9)],
    ]);
  });

  it('takes spans from `from` to before `to`, and nothing between them', async () => {
    const rows = [0, 1, 2, 3, 4].map((n) => row(kit, T0 + n * HOUR, { pm10: 10 ** n }));
    await stage.append(rows, 1);
    await stage.store.rollUp(marksOf(rows));
    const spans = [
      { from: T0, to: T0 + HOUR },
      { from: T0 + 2 * HOUR, to: T0 + 4 * HOUR },
    ];
    for (const source of ['readings', 'hours'] as const) {
      const [day, ...rest] = await stage.store.sums({ ...hours('pm10'), spans, bucketMs: DAY, source });
      expect([day?.sum, rest]).toEqual([1101, []]);
    }
  });

  it('stays finite for implausible levels', async () => {
    await stage.append([row(kit, T0, { noise_laeq: 1e9 }), row(kit, T0 + 1, { noise_laeq: -1e9 })], 1);
    await stage.store.rollUp([{ kit, hour: T0 }]);
    const [sums] = await stage.store.sums(hours('noise_laeq'));
    expect(sums).toMatchObject({ n: 2, min: -1e9, max: 1e9 });
    expect(Number.isFinite(sums?.first)).toBe(true);
  });

  it('makes no roll-up of kits and hours without readings, and goes on taking readings', async () => {
    await stage.append([row(kit, T0, { pm10: 1 })], 1);
    await stage.store.rollUp([]);
    await stage.store.rollUp([
      { kit: 'nobody', hour: T0 },
      { kit, hour: T0 + 7 * HOUR },
      { kit, hour: T0 - 400 * DAY },
    ]);
    expect(await stage.store.sums(hours('pm10'))).toEqual([]);
    expect((await stage.append([row(kit, T0 + 1, { pm10: 2 })], 2)).accepted).toBe(1);
    await stage.reopen();
    await stage.store.rollUp([{ kit, hour: T0 }]);
    expect(await stage.store.sums(hours('pm10'))).toMatchObject([{ n: 2, sum: 3 }]);
  });

  it('has no roll-ups of a kit that was erased', async () => {
    const rows = [row(kit, T0, { pm10: 1 }), row('poblenou-7', T0, { pm10: 2 })];
    await stage.append(rows, 1);
    await stage.store.rollUp(marksOf(rows));
    await stage.store.erase(kit, 2);
    await stage.append([row(kit, T0 + DAY, { pm10: 4 })], 3);
    for (const [source, bucketMs] of [
      ['hours', HOUR],
      ['days', DAY],
    ] as const) {
      const found = await stage.store.sums({ ...hours('pm10'), kits: KITS, source, bucketMs });
      expect(found.map((sums) => [sums.kit, sums.sum])).toEqual([['poblenou-7', 2]]);
    }
  });
}
