import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestBroker, testBroker } from '../broker.test-kit.ts';
import { ReplayInterrupted } from './interrupted.ts';
import { type ReplayOptions, type ReplayState, replay } from './replay.ts';

const HEAD = 'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n';
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
let broker: TestBroker;

beforeEach(async () => {
  broker = await testBroker();
});
afterEach(async () => {
  await broker.close();
  rmSync(folder, { recursive: true, force: true });
});

function stamp(minute: number): string {
  return new Date(Date.UTC(2018, 11, 1, 0, minute)).toISOString().slice(0, 19);
}

/** Rows of two sensors in turn, a minute apart: P1 is the row's number, P2 half of it. */
function rows(from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++)
    text += `${7789 + (i % 2)};SDS011;3560;57.136;-2.12;${stamp(i)};${i + 0.07};;;${i / 2};;\n`;
  return text;
}

function file(name: string, content: string | Buffer): string {
  const path = join(mkdtempSync(`${folder}-`), name);
  writeFileSync(path, content);
  return path;
}

function options(files: string[], more: Partial<ReplayOptions> = {}): ReplayOptions {
  return {
    files,
    speed: 'max',
    mqttUrl: `mqtt://127.0.0.1:${broker.port}`,
    register: async (externalId) => ({ kit: `kit-${externalId}`, token: `token of kit-${externalId}` }),
    ...more,
  };
}

interface Sent {
  readonly time: number;
  readonly pm10: number;
  readonly pm2_5: number;
}

function sentBy(kit: string): Sent[] {
  return broker.taken
    .filter(({ user }) => user === kit)
    .flatMap(({ payload }) => JSON.parse(payload) as Sent | Sent[]);
}

test('every row arrives once, in order, with its own time and exact values, from the kit of its sensor', async () => {
  const registered: unknown[] = [];
  const given = options([file('a.csv', HEAD + rows(0, 1000))]);
  const summary = await replay({
    ...given,
    register: (...args) => {
      registered.push(args);
      return given.register(...args);
    },
  });
  expect(summary).toEqual({
    files: 1,
    rows: 1000,
    readings: 2000,
    acknowledged: 2000,
    missing: 0,
    faults: [],
    kits: 2,
    stopped: false,
  });
  expect(registered).toEqual([
    ['7789', 'sensor-community', { lat: 57.136, lon: -2.12 }],
    ['7790', 'sensor-community', { lat: 57.136, lon: -2.12 }],
  ]);
  for (const [kit, first] of [
    ['kit-7789', 0],
    ['kit-7790', 1],
  ] as const) {
    const expected = Array.from({ length: 500 }, (_, n) => {
      const i = 2 * n + first;
      return { time: Date.parse(`${stamp(i)}Z`), pm10: i + 0.07, pm2_5: i / 2 };
    });
    expect(sentBy(kit)).toEqual(expected);
  }
  expect(broker.taken.every(({ qos, topic, user }) => qos === 1 && topic === `kits/${user}/readings`)).toBe(
    true,
  );
  expect(broker.taken.length).toBeLessThan(20);
});

test('gzipped files are read, by their content, several members too', async () => {
  const members = [HEAD + rows(0, 10), rows(10, 30)].map((part) => gzipSync(part));
  const summary = await replay(options([file('a.csv.gz', Buffer.concat(members))]));
  expect(summary).toMatchObject({ rows: 30, acknowledged: 60, faults: [] });
});

test('a gzipped file that breaks off is told, and what stood before it is sent', async () => {
  const whole = gzipSync(HEAD + rows(0, 20_000));
  const summary = await replay(options([file('a.csv.gz', whole.subarray(0, whole.length / 2))]));
  expect(summary.faults).toEqual([expect.stringMatching(/a\.csv\.gz: unexpected end of file/)]);
  expect(summary.rows).toBeGreaterThan(1000);
  expect(summary.acknowledged).toBe(summary.readings);
});

test('files that are no archive, or not there, and rows that cannot be read are told by name and line', async () => {
  const strange = file('strange.csv', 'a,b\n1,2\n');
  const good = file('good.csv', `${HEAD}${rows(0, 2)}7789;SDS011;3560;1;1;yesterday;1;;;1;;\n`);
  const summary = await replay(options([strange, '/nowhere/none.csv', good]));
  expect(summary.faults).toEqual([
    expect.stringMatching(/strange\.csv: No reader knows this file by its first lines/),
    expect.stringMatching(/none\.csv: .*ENOENT/),
    expect.stringMatching(/good\.csv:4: timestamp/),
  ]);
  expect(summary).toMatchObject({ rows: 3, acknowledged: 4 });
});

test('an archive that does not exist is told with those that do', async () => {
  const summary = await replay(options([file('a.csv', HEAD)], { as: 'elsewhere' }));
  expect(summary.faults[0]).toMatch(/There is no reader elsewhere; there are sensor-community/);
});

test('a broker that cuts connections in between gets every row in the end', async () => {
  const cuts: number[] = [];
  const summary = await replay(
    options([file('a.csv', HEAD + rows(0, 30_000))], {
      onProgress: ({ acknowledged }) => {
        if (cuts.length === 0 && acknowledged > 0) {
          cuts.push(acknowledged);
          broker.cut();
        }
      },
    }),
  );
  expect(cuts).toHaveLength(1);
  expect(summary.acknowledged).toBe(60_000);
  // QoS 1 delivers at least once; the platform takes out what came twice.
  const times = sentBy('kit-7789').map(({ time }) => time);
  expect(new Set(times).size).toBe(15_000);
});

test('a refused kit ends the replay with its name and what was acknowledged', async () => {
  const register = async (externalId: string) => ({ kit: `kit-${externalId}`, token: 'wrong' });
  const failing = replay(options([file('a.csv', HEAD + rows(0, 10))], { register }));
  await expect(failing).rejects.toBeInstanceOf(ReplayInterrupted);
  await expect(failing).rejects.toThrow(/does not take kit kit-77(89|90).*0 readings were acknowledged/);
});

test('what the registration rejects with is passed on', async () => {
  const register = () => Promise.reject(new Error('no more kits'));
  await expect(replay(options([file('a.csv', HEAD + rows(0, 1))], { register }))).rejects.toThrow(
    'no more kits',
  );
});

test('at a pace, rows keep their spacing', async () => {
  const started = performance.now();
  // Eleven rows a minute apart at 600 times the pace take a second.
  await replay(options([file('a.csv', HEAD + rows(0, 11))], { speed: 600 }));
  const took = performance.now() - started;
  expect(took).toBeGreaterThan(980);
  expect(took).toBeLessThan(5000);
  expect(broker.taken).toHaveLength(11);
});

test('the signal stops it; what was sent is acknowledged and counted', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const given = options([file('a.csv', HEAD + rows(0, 100))], { speed: 600, signal: stop.signal });
  const summary = await replay(given);
  expect(summary.stopped).toBe(true);
  expect(summary.acknowledged).toBe(summary.readings);
  expect(summary.readings).toBeGreaterThan(0);
  expect(summary.readings).toBeLessThan(40);
});

test('progress ends at the whole', async () => {
  const states: ReplayState[] = [];
  await replay(options([file('a.csv', HEAD + rows(0, 50))], { onProgress: (state) => states.push(state) }));
  expect(states.at(-1)).toMatchObject({ fraction: 1, rows: 50, sent: 100, acknowledged: 100 });
});

const SHARED = '../shared/datasets';

describe.skipIf(!existsSync(SHARED))('archives in ../shared', () => {
  test.skipIf(process.env['SUPERILLA_LONG'] !== '1')(
    '107,116 readings of 50 Berlin sensors are all acknowledged (with SUPERILLA_LONG=1)',
    async () => {
      const summary = await replay(
        options([`${SHARED}/opensensemap/pm25_berlin_2023-03.csv.gz`], { phenomenon: 'pm2_5' }),
      );
      expect(summary).toMatchObject({
        rows: 107_116,
        readings: 107_116,
        acknowledged: 107_116,
        kits: 50,
        faults: [],
      });
    },
  );
});
