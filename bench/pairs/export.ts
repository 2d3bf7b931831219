import type { Bench, Pair } from '../bench.ts';
import { fillServer } from '../history/fill.ts';
import { HISTORY_FROM, historyTo, kitName, pointsOf, type Shape } from '../history/history.ts';
import { prepareHouse } from '../history/house.ts';
import { count } from '../report/words.ts';
import { DATABASE, isHere, startInfluxd } from '../servers/databases.ts';
import { untilQuiet } from '../servers/quiet.ts';
import { startSuperilla } from '../servers/superilla.ts';
import { memoryOf } from '../stage.ts';

/** One export as it was read. */
interface Read {
  readonly seconds: number;
  readonly bytes: number;
  readonly lines: number;
}

const LINE_FEED = 10;

/** Reads an answer as it is: compressing it takes either side many times longer than writing it. */
async function read(url: string, headers: Record<string, string> = {}): Promise<Read> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers } });
  if (!answer.ok || answer.body === null) throw new Error(`${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  let lines = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines++;
  }
  return { seconds: (performance.now() - began) / 1000, bytes, lines };
}

const iso = (ms: number) => new Date(ms).toISOString();

/** What we were seen to do: both shapes of the file, and the memory that took, MB. */
interface Ours {
  readonly long: Read;
  readonly wide: Read;
  readonly before: number;
  readonly peak: number;
}

async function ours(bench: Bench, shape: Shape): Promise<Ours> {
  const data = await prepareHouse(bench, shape);
  const superilla = await startSuperilla(bench.stage, { data, env: { SUPERILLA_DAY_FILES: 'off' } });
  try {
    await untilQuiet(superilla.pid);
    const query = new URLSearchParams({ format: 'csv', from: iso(HISTORY_FROM), to: iso(historyTo(shape)) });
    for (let n = 0; n < shape.kits; n++) query.append('kit', kitName(n));
    const before = memoryOf(superilla.pid).now;
    const wide = await read(`${superilla.http}/api/v1/readings?${query}&shape=wide`);
    const long = await read(`${superilla.http}/api/v1/readings?${query}`);
    if (long.lines < pointsOf(shape)) throw new Error(`the export has ${long.lines} lines`);
    return { long, wide, before, peak: memoryOf(superilla.pid).peak };
  } finally {
    await superilla.end();
    bench.stage.remove(data);
  }
}

async function influx(bench: Bench, shape: Shape): Promise<Read> {
  const server = await startInfluxd(bench.stage);
  try {
    await fillServer(server.url, 'influxdb1', { shape, batch: 50_000 });
    const query = new URLSearchParams({ db: DATABASE, chunked: 'true', chunk_size: '10000' });
    query.set('q', 'SELECT * FROM readings GROUP BY kit');
    return await read(`${server.url}/query?${query}`, { accept: 'application/csv' });
  } finally {
    await server.end();
  }
}

/** A month of 100 kits as CSV. */
export const EXPORT: Pair = {
  name: 'export',
  about: 'a month of 100 kits as CSV over HTTP, beside InfluxDB',
  async run(bench) {
    const shape = { kits: 100, days: bench.size === 'quick' ? 3 : 30 };
    const points = pointsOf(shape);
    const mine = await ours(bench, shape);
    const notes = [
      `superilla: ${count(mine.wide.seconds)} s, ${count(mine.wide.bytes / 1e6)} MB, a line a kit and time with flags, arrival and licence; memory ${count(mine.before)} MB before, ${count(mine.peak)} MB at most`,
      `superilla, a line a value: ${count(mine.long.seconds)} s, ${count(mine.long.bytes / 1e6)} MB`,
    ];
    const rate = (one: Read) => points / one.seconds;
    const beside = [];
    if (isHere('influxd')) {
      const theirs = await influx(bench, shape);
      notes.push(
        `InfluxDB: ${count(theirs.seconds)} s, ${count(theirs.bytes / 1e6)} MB, a line a kit and time`,
      );
      beside.push({ name: 'InfluxDB 1.6, chunked CSV', value: rate(theirs) });
    }
    for (const note of notes) bench.say(`  ${note}`);
    const what = `Export as wide CSV, ${shape.days} days of ${shape.kits} kits (${count(points / 1e6)} M values)`;
    return {
      figures: [
        {
          what,
          unit: 'values/s',
          better: 'more',
          ours: rate(mine.wide),
          beside,
          floor: { value: 4e6, ratio: 2.5 },
          notes,
          headline: true,
        },
        {
          what: what.replace('wide CSV', 'CSV of a line a value'),
          unit: 'values/s',
          better: 'more',
          ours: rate(mine.long),
          beside,
        },
        {
          what: `${what}: memory beyond idle`,
          unit: 'MB',
          better: 'less',
          ours: mine.peak - mine.before,
          beside: [],
        },
      ],
    };
  },
};
