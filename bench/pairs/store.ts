import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import type { Bench, Beside, Figure, Pair } from '../bench.ts';
import { fillServer, fillStore } from '../history/fill.ts';
import { pointsOf, type Shape } from '../history/history.ts';
import { compactAll } from '../history/house.ts';
import { count } from '../report/words.ts';
import {
  bytesIn,
  type DatabaseServer,
  isHere,
  startInfluxd,
  startVictoriaMetrics,
} from '../servers/databases.ts';

const BATCH = 10_000;

/** What filling a store showed. */
interface Filled {
  readonly name: string;
  readonly pointsPerSecond: number;
  readonly bytesPerPoint: number;
}

function shapeOf({ size }: Bench): Shape {
  return { kits: size === 'full' ? 1000 : 100, days: size === 'quick' ? 3 : 30 };
}

async function ours(bench: Bench, shape: Shape): Promise<Filled> {
  const folder = bench.stage.folder('duckdb');
  const store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  const ms = await fillStore(store, { shape, batch: BATCH });
  await compactAll(store);
  await store.close();
  const bytesPerPoint = bytesIn(folder) / pointsOf(shape);
  bench.stage.remove(folder);
  return { name: 'superilla', pointsPerSecond: (pointsOf(shape) / ms) * 1000, bytesPerPoint };
}

/** Bytes once they have not changed for eight seconds, after at most a minute and a half. */
async function settledBytes(server: DatabaseServer): Promise<number> {
  let last = server.bytes();
  let since = Date.now();
  const end = Date.now() + 90_000;
  while (Date.now() - since < 8000 && Date.now() < end) {
    await sleep(1000);
    const now = server.bytes();
    if (now !== last) since = Date.now();
    last = now;
  }
  return last;
}

async function theirs(bench: Bench, shape: Shape, which: 'influxdb1' | 'victoria'): Promise<Filled> {
  const server = await (which === 'victoria' ? startVictoriaMetrics(bench.stage) : startInfluxd(bench.stage));
  try {
    const ms = await fillServer(server.url, which, { shape, batch: BATCH });
    if (which === 'victoria')
      for (const what of ['force_flush', 'force_merge']) await fetch(`${server.url}/internal/${what}`);
    const bytesPerPoint = (await settledBytes(server)) / pointsOf(shape);
    const name = which === 'victoria' ? 'VictoriaMetrics 1.79, its client' : 'InfluxDB 1.6, its client';
    return { name, pointsPerSecond: (pointsOf(shape) / ms) * 1000, bytesPerPoint };
  } finally {
    await server.end();
  }
}

function beside(others: readonly Filled[], pick: (filled: Filled) => number): Beside[] {
  return others.map((filled) => ({ name: filled.name, value: pick(filled) }));
}

/** Writing into the store, and what is on disk then. */
export const STORE: Pair = {
  name: 'store',
  about: `batches of ${count(BATCH)} points into the store beside InfluxDB and VictoriaMetrics, and bytes a point on disk`,
  async run(bench) {
    const shape = shapeOf(bench);
    const mine = await ours(bench, shape);
    const others: Filled[] = [];
    if (isHere('influxd')) others.push(await theirs(bench, shape, 'influxdb1'));
    if (isHere('victoria-metrics')) others.push(await theirs(bench, shape, 'victoria'));
    for (const each of [mine, ...others])
      bench.say(
        `  ${each.name}: ${count(each.pointsPerSecond)} points/s, ${count(each.bytesPerPoint)} bytes a point`,
      );
    const figures: Figure[] = [
      {
        what: `Batches of ${count(BATCH)} points into the store, ${count(pointsOf(shape) / 1e6)} M points`,
        unit: 'points/s',
        better: 'more',
        ours: mine.pointsPerSecond,
        beside: beside(others, (filled) => filled.pointsPerSecond),
        floor: { ratio: 3 },
        headline: true,
        notes: ['VictoriaMetrics does not sync what it acknowledges; ours and InfluxDB do'],
      },
      {
        what: `On disk, ${count(pointsOf(shape) / 1e6)} M points with their times and arrivals, settled`,
        unit: 'bytes a point',
        better: 'less',
        ours: mine.bytesPerPoint,
        beside: beside(others, (filled) => filled.bytesPerPoint),
        floor: { ratio: 3 },
        headline: true,
        notes: ['ours keeps flags and the time of arrival too'],
      },
    ];
    return { figures };
  },
};
