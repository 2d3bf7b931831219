import { join } from 'node:path';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { type Bench, type Curve, median, type Pair } from '../bench.ts';
import { fillStore } from '../history/fill.ts';
import { HISTORY_FROM, kitName, pointsOf, type Shape } from '../history/history.ts';
import { compactAll, lastDay, timed } from '../history/house.ts';
import { count } from '../report/words.ts';
import { measureOurs } from './ingest/ours.ts';

type Xy = readonly [number, number];

async function byKits(bench: Bench): Promise<Xy[]> {
  const points: Xy[] = [];
  const messages = bench.size === 'quick' ? 20_000 : 100_000;
  for (const kits of bench.size === 'quick' ? [100, 1000] : [100, 1000, 10_000]) {
    const round = {
      qos: 1,
      connections: kits,
      messages: messages / kits,
      window: kits > 1000 ? 4 : 10,
    } as const;
    const { endToEnd } = await measureOurs(bench, round);
    bench.say(`  ${count(kits)} kits: ${count(endToEnd)} messages/s`);
    points.push([kits, endToEnd]);
  }
  return points;
}

const KITS: Readonly<Record<Bench['size'], readonly number[]>> = {
  quick: [12],
  default: [12, 116],
  full: [12, 116, 1158],
};

/** Query times of one size of history, ms. */
async function times(bench: Bench, shape: Shape): Promise<{ day: number; month: number }> {
  const folder = bench.stage.folder('scale');
  const store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  try {
    await fillStore(store, { shape, batch: 50_000 });
    await compactAll(store);
    const kits = [kitName(5)];
    const { from, to } = lastDay(shape);
    const chart = { kits, phenomenon: 'pm2_5' };
    return {
      day: median(await timed(() => store.series({ ...chart, from, to, bucketMs: 300_000 }), 9)),
      month: median(
        await timed(() => store.series({ ...chart, from: HISTORY_FROM, to, bucketMs: 3_600_000 }), 9),
      ),
    };
  } finally {
    await store.close();
    bench.stage.remove(folder);
  }
}

/** How cost grows. */
export const SCALE: Pair = {
  name: 'scale',
  about: 'messages/s against kits, query time against stored points',
  async run(bench) {
    const ingest = await byKits(bench);
    const day: Xy[] = [];
    const month: Xy[] = [];
    for (const kits of KITS[bench.size]) {
      const shape = { kits, days: 30 };
      const took = await times(bench, shape);
      bench.say(
        `  ${count(pointsOf(shape))} points: day ${count(took.day)} ms, month ${count(took.month)} ms`,
      );
      day.push([pointsOf(shape), took.day]);
      month.push([pointsOf(shape), took.month]);
    }
    const queries = { plot: 'queries', xUnit: 'stored points', yUnit: 'ms' };
    const curves: Curve[] = [
      { plot: 'ingest', xUnit: 'kits', yUnit: 'messages/s', name: 'end to end', points: ingest },
      { ...queries, name: '24 h of one kit', points: day },
      { ...queries, name: '30 d of one kit, by the hour', points: month },
    ];
    const figures = curves.flatMap(({ name, points, xUnit, yUnit }) =>
      points.map(([x, y]) => ({
        what: `${name}, ${count(x)} ${xUnit}`,
        unit: yUnit,
        better: yUnit === 'ms' ? ('less' as const) : ('more' as const),
        ours: y,
        beside: [],
      })),
    );
    return { figures, curves };
  },
};
