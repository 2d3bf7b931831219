import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kitFieldsSchema } from '../../domain/kit.ts';
import type { Row } from '../../domain/reading.ts';
import { DayFiles } from '../../open-data/export/day-files.ts';
import { speakProblems } from '../../open-data/http/problems.ts';
import { dayRoutes, rangeOf } from '../../open-data/routes/days.ts';
import type { Registry } from '../../registry/contract.ts';
import { openRegistry } from '../../registry/registry.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';

const FIRST = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;
const DAYS = [FIRST, FIRST + DAY, FIRST + 2 * DAY];
const NEVER = new AbortController().signal;

let folder: string;
let store: ReadingStore;
let registry: Registry;
let app: FastifyInstance;
let files: DayFiles;

function at(kit: string, time: number): Row {
  return { kit, channel: '', time, received: time + 5, phenomena: ['pm2_5'], values: [0.1], flags: [0] };
}

function openFiles(mostBytes = 1e9): Promise<DayFiles> {
  return DayFiles.open({
    folder: join(folder, 'open'),
    store,
    kits: () => registry.kits().filter(({ simulated }) => !simulated),
    mostBytes,
    now: () => FIRST + 3 * DAY + 1,
    checked: (_, hour) => hour < FIRST + DAY,
  });
}

async function register(id: string, simulated = false): Promise<void> {
  await registry.register(kitFieldsSchema.parse({ name: id }), { id, simulated });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superilla-days-'));
  store = await openDuckDbStore({ path: join(folder, 'readings.duckdb') });
  registry = await openRegistry({ path: join(folder, 'registry.db') });
  for (const kit of ['aire', 'soroll']) await register(kit);
  await register('demo', true);
  const rows = DAYS.flatMap((day) => [
    at('soroll', day + 1),
    at('aire', day),
    at('aire', day + DAY - 1),
    at('demo', day),
  ]);
  await store.append({
    rows: rows.filter(({ kit, time }) => kit !== 'soroll' || time < FIRST + DAY),
    late: [],
    watermark: 1,
  });
  files = await openFiles();
  app = Fastify();
  speakProblems(app);
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  dayRoutes(app.withTypeProvider(), files);
});
afterEach(async () => {
  await app.close();
  await store.close();
  await registry.close();
  rmSync(folder, { recursive: true });
});

test('a closed day is a file of all real kits, kit by kit, as an export has it', async () => {
  await files.build([...DAYS, FIRST + 3 * DAY], NEVER);
  const { days } = (await app.inject('/days')).json() as {
    days: { day: string; rows: number; url: string }[];
  };
  expect(days.map(({ day, rows }) => [day, rows])).toEqual([
    ['2026-03-01', 3],
    ['2026-03-02', 2],
    ['2026-03-03', 2],
  ]);
  expect(days[0]?.url).toBe('/api/v1/days/2026-03-01.csv.gz');
  const answer = await app.inject('/days/2026-03-01.csv.gz');
  const line = (time: string, kit: string, received: string) =>
    `2026-03-0${time}Z,${kit},pm2_5,,0.1,ug/m3,,2026-03-0${received}Z,CC-BY-4.0,good,,\r\n`;
  expect(gunzipSync(answer.rawPayload).toString()).toBe(
    'time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction\r\n' +
      line('1T00:00:00.001', 'soroll', '1T00:00:00.006') +
      line('1T00:00:00.000', 'aire', '1T00:00:00.005') +
      line('1T23:59:59.999', 'aire', '2T00:00:00.004'),
  );
});

test('a file is answered in part, or not at all to those who have it', async () => {
  await files.build(DAYS, NEVER);
  const url = '/days/2026-03-02.csv.gz';
  const whole = await app.inject(url);
  const { etag } = whole.headers;
  expect((await app.inject({ url, headers: { 'if-none-match': String(etag) } })).statusCode).toBe(304);
  const part = await app.inject({ url, headers: { range: 'bytes=10-19' } });
  expect(part.statusCode).toBe(206);
  expect(part.headers['content-range']).toBe(`bytes 10-19/${whole.rawPayload.length}`);
  expect(part.rawPayload).toEqual(whole.rawPayload.subarray(10, 20));
  expect((await app.inject({ url, headers: { range: 'bytes=99999-' } })).statusCode).toBe(416);
  const changed = await app.inject({ url, headers: { range: 'bytes=10-19', 'if-range': '"another"' } });
  expect(changed.statusCode).toBe(200);
  expect((await app.inject('/days/2026-03-09.csv.gz')).statusCode).toBe(404);
});

test.each([
  ['bytes=0-0', [0, 0]],
  ['bytes=5-', [5, 99]],
  ['bytes=-10', [90, 99]],
  ['bytes=-1000', [0, 99]],
  ['bytes=90-1000', [90, 99]],
  ['bytes=100-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=9-3', undefined],
  ['bytes=1-2,4-5', undefined],
  ['bytes=-', undefined],
  [undefined, undefined],
])('of 100 bytes, %s asks for %j', (header, expected) => {
  expect(rangeOf(header, 100)).toEqual(expected);
});

test('a month is its days behind one header, for Node and for gunzip', async () => {
  await files.build(DAYS, NEVER);
  const month = (await app.inject('/months/2026-03.csv.gz')).rawPayload;
  const text = gunzipSync(month).toString();
  const days = DAYS.map((day) => gunzipSync(readFile(day)).toString().split('\r\n').slice(1).join('\r\n'));
  expect(text).toBe(
    `time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction\r\n${days.join('')}`,
  );
  const path = join(folder, 'month.csv.gz');
  writeFileSync(path, month);
  expect(execFileSync('gunzip', ['-c', path]).toString()).toBe(text);
  expect((await app.inject('/months/2026-04.csv.gz')).statusCode).toBe(404);
});

function readFile(day: number): Buffer {
  const file = files.get(new Date(day).toISOString().slice(0, 10));
  if (file === undefined) throw new Error('no file');
  return execFileSync('cat', [file.path]);
}

test('a file whose kit has another licence, or is gone, is removed and made anew', async () => {
  await files.build(DAYS, NEVER);
  await registry.update('soroll', { licence: 'CC0-1.0' });
  await files.check();
  expect(files.list().map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
  expect(readdirSync(join(folder, 'open'))).toHaveLength(4);
  await files.build(DAYS, NEVER);
  expect(gunzipSync(readFile(FIRST)).toString()).toContain(
    'soroll,pm2_5,,0.1,ug/m3,,2026-03-01T00:00:00.006Z,CC0-1.0,good,,',
  );
  await registry.remove('soroll');
  await store.erase('soroll', 2);
  // As a start does, for what changed while nothing listened.
  files = await openFiles();
  expect(files.list().map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
  await files.build(DAYS, NEVER);
  expect(gunzipSync(readFile(FIRST)).toString()).not.toContain('soroll');
});

test('a kit that is removed while its file is written is not in a file', async () => {
  const building = files.build([FIRST], NEVER);
  await registry.remove('soroll');
  await files.check();
  await building;
  for (const { kits } of files.list()) expect(kits).not.toHaveProperty('soroll');
});

test('what was cut short is not taken for a file, and the oldest go when there is no room', async () => {
  await files.build(DAYS, NEVER);
  const path = join(folder, 'open', 'day=2026-03-02.csv.gz');
  const { size } = statSync(path);
  truncateSync(path, size - 1);
  writeFileSync(`${join(folder, 'open', 'day=2026-03-09.csv.gz')}.partial`, 'half');
  files = await openFiles(2 * size + 10);
  expect(files.list().map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-03']);
  await files.build(DAYS, NEVER);
  expect(files.list().map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
  expect(readdirSync(join(folder, 'open'))).toHaveLength(4);
});

test('a file with the columns of an earlier version is not served, and made anew', async () => {
  await files.build(DAYS, NEVER);
  const facts = join(folder, 'open', 'day=2026-03-02.csv.gz.json');
  const { format: _, kits, ...rest } = JSON.parse(readFileSync(facts, 'utf8'));
  writeFileSync(facts, JSON.stringify({ ...rest, licences: kits }));
  files = await openFiles();
  expect(files.list().map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-03']);
  await files.build(DAYS, NEVER);
  expect(files.list()).toHaveLength(3);
});

test('a file has corrected values of the kits that have a correction, and is made anew when that is another', async () => {
  await registry.update('aire', { model: 'smart-citizen-2-1' });
  const wet = {
    ...at('aire', FIRST + 60_000),
    phenomena: ['pm2_5', 'humidity'],
    values: [40, 50],
    flags: [0, 0],
  };
  await store.append({ rows: [wet], late: [], watermark: 2 });
  await files.build(DAYS, NEVER);
  const lines = gunzipSync(readFile(FIRST)).toString().split('\r\n');
  expect(lines.find((line) => line.includes(',40,'))).toMatch(
    /,good,[\d.]+,epa-barkjohn-extended@2021-smoke$/,
  );
  expect(lines.filter((line) => line.endsWith(',good,,'))).toHaveLength(4);
  await registry.update('aire', { model: 'airrohr-sds011-dht22' });
  await files.check();
  expect(files.list()).toEqual([]);
});
