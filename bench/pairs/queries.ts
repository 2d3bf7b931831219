import type { ReadingStore } from '../../stores/contract.ts';
import { type Bench, type Figure, median, type Pair } from '../bench.ts';
import { fillServer } from '../history/fill.ts';
import { HISTORY_FROM, historyTo, kitName, pointsOf, type Shape } from '../history/history.ts';
import {
  compactAll,
  getJson,
  lastDay,
  prepareHouse,
  rollUpAll,
  seriesUrl,
  timed,
  withStore,
} from '../history/house.ts';
import { count } from '../report/words.ts';
import { influxQuery, isHere, startInfluxd } from '../servers/databases.ts';
import { untilQuiet } from '../servers/quiet.ts';
import { startSuperilla } from '../servers/superilla.ts';

const RUNS = 9;
/** Kits that are averaged. */
const DISTRICT = 100;
const INFLUX = 'InfluxDB 1.6, from its raw points';

/** Medians, ms. */
interface Times {
  readonly month: number;
  readonly day: number;
}

function shapeOf({ size }: Bench): Shape {
  if (size === 'quick') return { kits: DISTRICT, days: 7 };
  return { kits: size === 'full' ? 1000 : DISTRICT, days: 30 };
}

async function ask(bench: Bench, data: string, shape: Shape): Promise<Times> {
  const superilla = await startSuperilla(bench.stage, { data, env: { SUPERILLA_DAY_FILES: 'off' } });
  try {
    await untilQuiet(superilla.pid);
    const kits = Array.from({ length: DISTRICT }, (_, n) => kitName(n));
    const month = { kits, from: HISTORY_FROM, to: historyTo(shape), bucketS: 3600, merged: true };
    const day = { kits: [kitName(7)], ...lastDay(shape), bucketS: 300, merged: false };
    return {
      month: median(await timed(() => getJson(seriesUrl(superilla, month)), RUNS)),
      day: median(await timed(() => getJson(seriesUrl(superilla, day)), RUNS)),
    };
  } finally {
    await superilla.end();
  }
}

/** The day's chart, ms, as the store answers it. */
async function askStore(store: ReadingStore, shape: Shape): Promise<number> {
  const query = { kits: [kitName(7)], phenomenon: 'pm2_5', ...lastDay(shape), bucketMs: 300_000 };
  return median(await timed(() => store.series(query), RUNS));
}

async function askInflux(bench: Bench, shape: Shape): Promise<Times> {
  const influxd = await startInfluxd(bench.stage);
  try {
    await fillServer(influxd.url, 'influxdb1', { shape, batch: 50_000 });
    const span = (from: number, to: number) => `time >= ${from}ms AND time < ${to}ms`;
    const names = Array.from({ length: DISTRICT }, (_, n) => kitName(n));
    const among = shape.kits === DISTRICT ? '' : ` AND kit =~ /^(?:${names.join('|')})$/`;
    const month = `SELECT mean(pm2_5) FROM readings WHERE ${span(HISTORY_FROM, historyTo(shape))}${among} GROUP BY time(1h) fill(none)`;
    const { from, to } = lastDay(shape);
    const day = `SELECT mean(pm2_5), min(pm2_5), max(pm2_5) FROM readings WHERE ${span(from, to)} AND kit = '${kitName(7)}' GROUP BY time(5m) fill(none)`;
    return {
      month: median(await timed(() => influxQuery(influxd.url, month), RUNS)),
      day: median(await timed(() => influxQuery(influxd.url, day), RUNS)),
    };
  } finally {
    await influxd.end();
  }
}

/** Charts, over HTTP on both sides. */
export const QUERIES: Pair = {
  name: 'queries',
  about: 'a month of hourly means over 100 kits and a day of one kit, over HTTP, beside InfluxDB',
  async run(bench) {
    const shape = shapeOf(bench);
    const data = await prepareHouse(bench, shape);
    const hot = await withStore(data, (store) => askStore(store, shape));
    bench.say(`  as it arrived: day ${count(hot)} ms`);
    const rolled = await withStore(data, (store) => rollUpAll(store, shape));
    bench.say(`  roll-ups made in ${count(rolled)} ms`);
    const compacted = await withStore(data, compactAll);
    if (compacted !== undefined) bench.say(`  compacted in ${count(compacted)} ms`);
    const settled = await ask(bench, data, shape);
    bench.say(`  with roll-ups, compacted: month ${count(settled.month)} ms, day ${count(settled.day)} ms`);
    bench.stage.remove(data);
    const influx = isHere('influxd') ? await askInflux(bench, shape) : undefined;
    if (influx !== undefined)
      bench.say(`  ${INFLUX}: month ${count(influx.month)} ms, day ${count(influx.day)} ms`);
    return { figures: figures(shape, { hot, settled, influx }) };
  },
};

function figures(
  shape: Shape,
  { hot, settled, influx }: { hot: number; settled: Times; influx: Times | undefined },
): Figure[] {
  const among = `${count(pointsOf(shape) / 1e6)} M points`;
  const beside = (pick: (times: Times) => number) =>
    influx === undefined ? [] : [{ name: INFLUX, value: pick(influx) }];
  const shared = { unit: 'ms', better: 'less', headline: true } as const;
  const month = `Hourly mean of ${DISTRICT} kits over ${shape.days} days among ${among}`;
  const day = `24 h chart of one kit among ${among}`;
  return [
    {
      ...shared,
      what: `${month}, from roll-ups`,
      ours: settled.month,
      beside: beside((t) => t.month),
      floor: { ratio: 50 },
    },
    {
      ...shared,
      what: `${day}, as it arrived (in the store: a server puts days in order by itself)`,
      ours: hot,
      beside: beside((t) => t.day),
      floor: { value: 20 },
    },
    {
      ...shared,
      what: `${day}, after compaction`,
      ours: settled.day,
      beside: beside((t) => t.day),
      floor: { value: 5 },
    },
  ];
}
