import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Row } from '../../domain/reading.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { kitFields, NOON, openServer, type TestServer } from './server.ts';
import { listen, open } from './socket.ts';

// A million readings take their time on a small machine that does other things too.
vi.setConfig({ testTimeout: 60_000 });

const VALUES = [0.1 + 0.2, -0.1, 1e-7, 101325, 2 ** 53, 12.5];
const PHENOMENA = [
  'pm1',
  'pm2_5',
  'pm10',
  'temperature',
  'humidity',
  'pressure',
  'noise_laeq',
  'no2',
  'o3',
  'x_soil',
];
const BIG = 100_000;

let folder: string;
let store: ReadingStore;
let server: TestServer;
let port: number;

/** A million readings of one kit: ten phenomena a second. */
async function fill(): Promise<void> {
  const flags = PHENOMENA.map(() => 0);
  for (let start = 0; start < BIG; start += 20_000) {
    const rows: Row[] = Array.from({ length: 20_000 }, (_, n) => {
      const time = NOON + (start + n) * 1000;
      const values = PHENOMENA.map((_, p) => ((start + n) % 997) / 7 + p);
      return { kit: 'molt', channel: '', time, received: time + 250, phenomena: PHENOMENA, values, flags };
    });
    await store.append({ rows, late: [], watermark: start + rows.length });
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superilla-export-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  const rows = VALUES.map((value, n) => ({
    ...{ kit: 'aire', channel: n % 2 === 0 ? '' : 'b', time: NOON + n, received: NOON + 9 },
    ...{ phenomena: ['temperature', 'x_soil'], values: [value, -value], flags: [0, 3] },
  }));
  await store.append({ rows, late: [], watermark: 1 });
  await fill();
  server = await openServer({ store });
  for (const id of ['aire', 'molt']) await server.registry.register(kitFields({ name: id }), { id });
  port = await listen(server.app);
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('an export of the embedded store holds every value exactly', async () => {
  const { readings } = (await server.app.inject('/api/v1/readings?kit=aire')).json();
  const values = (phenomenon: string) =>
    readings
      .filter((one: { phenomenon: string }) => one.phenomenon === phenomenon)
      .map(({ value }: { value: number }) => value);
  expect(values('temperature')).toEqual(VALUES);
  expect(values('x_soil')).toEqual(VALUES.map((value) => -value));
  expect(readings[1]).toMatchObject({ kit: 'aire', received: '2026-03-01T12:00:00.009Z' });
});

test('a series of the embedded store is averaged in the buckets asked for', async () => {
  const url =
    '/api/v1/series?kit=molt&phenomenon=pm2_5&from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z&bucket=600';
  const { series } = (await server.app.inject(url)).json();
  expect(series).toHaveLength(1);
  expect(series[0].points).toHaveLength(6);
  expect(series[0].points[0]).toEqual([NOON, expect.any(Number), 1, expect.closeTo(599 / 7 + 1, 9), 600]);
});

test('a million readings are exported in flat memory', async () => {
  const answer = await open(port, '/api/v1/readings?kit=molt&format=csv');
  const start = process.memoryUsage();
  let lines = 0;
  let highest = 0;
  for await (const chunk of answer) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    const { heapUsed, external } = process.memoryUsage();
    highest = Math.max(highest, heapUsed + external);
  }
  expect(lines).toBe(BIG * PHENOMENA.length + 1);
  // The export is 85 MB; garbage not yet collected is part of what is measured.
  expect(highest - start.heapUsed - start.external).toBeLessThan(120 * 1024 * 1024);
});

test('abandoned downloads free the store for others', async () => {
  for (let n = 0; n < 20; n++) {
    const answer = await open(port, '/api/v1/readings?kit=molt&format=ndjson');
    answer.destroy();
  }
  const answer = await open(port, '/api/v1/readings?kit=aire&format=csv');
  expect((await text(answer)).trim().split('\r\n')).toHaveLength(VALUES.length * 2 + 1);
});

test('a download that nobody reads keeps nobody from charts', async () => {
  const idle = await Promise.all(
    Array.from({ length: 4 }, () => open(port, '/api/v1/readings?kit=molt&format=ndjson')),
  );
  const answer = await server.app.inject('/api/v1/kits/aire');
  expect(answer.json().holdings).toHaveLength(4);
  for (const one of idle) one.destroy();
});
