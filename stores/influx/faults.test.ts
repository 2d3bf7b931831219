import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { row, T0 } from '../conformance/batches.test-kit.ts';
import { scanned } from '../conformance/stage.test-kit.ts';
import { type AppendResult, type ReadingStore, StoreBusyError } from '../contract.ts';
import { FaultProxy } from './fault-proxy.test-kit.ts';
import { isHere, startInfluxd, type TestServer } from './server.test-kit.ts';
import { openInfluxStore } from './store.ts';

const KIT = 'can-batllo';
const WEEK = 7 * 86_400_000;
const NOW = T0 + 100 * WEEK;

describe.skipIf(!isHere('influxd'))('InfluxDB in trouble (needs influxd)', () => {
  let server: TestServer;
  let proxy: FaultProxy;
  let store: ReadingStore;
  let databases = 0;
  const options = () => ({
    url: proxy.url,
    version: '1' as const,
    bucket: `d${databases}`,
    timeoutMs: 1000,
    now: () => NOW,
  });

  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server?.end());
  beforeEach(async () => {
    databases += 1;
    proxy = await FaultProxy.start(server.url);
    store = await openInfluxStore(options());
  });
  afterEach(async () => {
    proxy.faults.length = 0;
    await store.close();
    await proxy.close();
  });

  const query = (q: string) =>
    fetch(`${server.url}/query`, { method: 'POST', body: new URLSearchParams({ q }) });
  const write = (lines: string) =>
    fetch(`${server.url}/write?db=d${databases}&precision=ms`, { method: 'POST', body: lines });
  const append = (rows: ReturnType<typeof row>[], watermark: number, late: number[] = []) =>
    store.append({ rows, late, watermark });
  const values = async () =>
    (await scanned(store, { kits: [KIT] })).map(({ time, phenomenon, value }) => [
      time - T0,
      phenomenon,
      value,
    ]);
  const whole = (accepted: number): AppendResult => ({ accepted, duplicates: [], conflicts: [] });

  it.each([500, 503, 429])('asks for the same batch again after %i, when the server says', async (status) => {
    proxy.faults.push({ answer: status, headers: { 'retry-after': '3' } });
    const rows = [row(KIT, T0, { pm10: 1 })];
    const refused = await append(rows, 1);
    expect(refused.retry).toMatchObject({ afterMs: 3000, reason: expect.stringContaining(String(status)) });
    expect(store.watermark()).toBe(0);
    expect(await append(rows, 1)).toEqual(whole(1));
    expect(store.watermark()).toBe(1);
  });

  it('waits longer and longer where the server does not answer at all', async () => {
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      proxy.faults.push('break');
      waits.push((await append([row(KIT, T0, { pm10: 1 })], 1)).retry?.afterMs ?? 0);
    }
    expect(waits).toEqual([200, 400, 800, 1600]);
  });

  it.each(['hang', 'lose the answer'] as const)(
    'stores a batch once, and counts it as accepted, where its first try ended with “%s”',
    async (fault) => {
      const rows = [row(KIT, T0, { pm10: 1, x_a: 2 }), row(KIT, T0 + 1, { pm10: 3 })];
      proxy.faults.push(fault);
      expect((await append(rows, 1)).retry).toBeDefined();
      expect(await append(rows, 1)).toEqual(whole(3));
      expect(await values()).toEqual([
        [0, 'pm10', 1],
        [0, 'x_a', 2],
        [1, 'pm10', 3],
      ]);
    },
  );

  it('still tells a duplicate and a conflict in a batch whose first try is in doubt', async () => {
    await append([row(KIT, T0, { pm10: 1, no2: 5 })], 1);
    const rows = [row(KIT, T0, { pm10: 1, no2: 6 }, { received: T0 + 9000 }), row(KIT, T0 + 1, { pm10: 3 })];
    proxy.faults.push('lose the answer');
    await append(rows, 2, [0]);
    expect(await append(rows, 2, [0])).toEqual({
      accepted: 1,
      duplicates: [{ row: 0, at: 0, stored: 1 }],
      conflicts: [{ row: 0, at: 1, stored: 5 }],
    });
  });

  it('takes a batch again after a crash between it and its watermark, and changes nothing by it', async () => {
    const rows = [row(KIT, T0, { pm10: 1, x_a: 2 }), row(KIT, T0 + 1, { pm10: 3 })];
    proxy.faults.push('none', 'break');
    expect((await append(rows, 1)).retry).toBeDefined();
    const crashed = store;
    store = await openInfluxStore(options());
    expect(store.watermark()).toBe(0);
    const before = await scanned(store, { kits: [KIT] });
    expect(before).toHaveLength(3);
    const resent = row(KIT, T0, { pm10: 1, x_a: 7 }, { received: T0 + 90_000 });
    expect(await append([...rows, resent], 2, [0, 1, 2])).toEqual({
      accepted: 3,
      duplicates: [{ row: 2, at: 0, stored: 1 }],
      conflicts: [{ row: 2, at: 1, stored: 2 }],
    });
    expect(await scanned(store, { kits: [KIT] })).toEqual(before);
    expect(store.watermark()).toBe(2);
    await crashed.close();
  });

  it('refuses the one reading whose field has another type there, and keeps the rest of its row and batch', async () => {
    await write(`readings,kit=foreign no2=5i ${T0}`);
    const rows = [
      row(KIT, T0, { pm10: 1 }),
      row(KIT, T0 + 1, { pm10: 2, no2: 20, temperature: 7 }),
      row(KIT, T0 + 4 * WEEK, { pm10: 3, no2: 21 }),
    ];
    const result = await append(rows, 3);
    expect(result).toMatchObject({ accepted: 5, duplicates: [], conflicts: [] });
    expect(result.refused).toEqual([
      { row: 1, at: 1, reason: expect.stringMatching(/field type conflict.*no2.*integer/) },
    ]);
    expect(store.watermark()).toBe(3);
    expect(await values()).toEqual([
      [0, 'pm10', 1],
      [1, 'pm10', 2],
      [1, 'temperature', 7],
      [4 * WEEK, 'pm10', 3],
      [4 * WEEK, 'no2', 21],
    ]);
    expect((await store.latest()).map(({ phenomenon, value }) => [phenomenon, value])).toContainEqual([
      'no2',
      21,
    ]);
  });

  it('refuses a whole stretch with few requests where a field has another type for all of it', async () => {
    await write(`readings,kit=foreign no2=5i ${T0}`);
    const rows = Array.from({ length: 1000 }, (_, n) => row(KIT, T0 + n, { pm10: n, no2: n }));
    const { writes } = proxy;
    const result = await append(rows, 1);
    expect(result.accepted).toBe(1000);
    expect(result.refused).toHaveLength(1000);
    expect(proxy.writes - writes).toBeLessThan(6);
  });

  it('refuses readings that are older than what the server keeps', async () => {
    await query(`ALTER RETENTION POLICY autogen ON d${databases} DURATION 4w`);
    const [old, recent] = [row(KIT, T0, { pm10: 1 }), row(KIT, Date.now(), { pm10: 2 })];
    const result = await append([old, recent], 1);
    expect(result.accepted).toBe(1);
    expect(result.refused).toEqual([{ row: 0, at: 0, reason: expect.stringContaining('retention policy') }]);
  });

  it('halves a batch that is too large for the server, and keeps all of it', async () => {
    proxy.faults.push({ answer: 413 }, { answer: 413 });
    const rows = Array.from({ length: 10 }, (_, n) => row(KIT, T0 + n, { pm10: n, no2: n }));
    expect(await append(rows, 1)).toEqual(whole(20));
    expect(await values()).toHaveLength(20);
  });

  it.each([
    [401, /_USER and _PASSWORD/],
    [404, /bucket or database/],
    [400, /max-series-per-database/],
  ])('keeps a batch and says what to mend where the server answers %i', async (answer, words) => {
    const rows = [row(KIT, T0, { pm10: 1 })];
    proxy.faults.push({
      answer,
      body: '{"error":"partial write: max-series-per-database limit exceeded: (2) dropped=1"}',
    });
    expect((await append(rows, 1)).retry?.reason).toMatch(words);
    expect(await append(rows, 1)).toEqual(whole(1));
  });

  it('goes on where the server was killed and is there again', async () => {
    await append([row(KIT, T0, { pm10: 1 })], 1);
    await server.stop('SIGKILL');
    await expect(scanned(store, { kits: [KIT] })).rejects.toThrow(StoreBusyError);
    const rows = [row(KIT, T0 + 1, { pm10: 2 })];
    expect((await append(rows, 2)).retry?.reason).toMatch(/cannot be reached|502|socket/);
    await server.start();
    expect(await append(rows, 2)).toEqual(whole(1));
    expect(await values()).toEqual([
      [0, 'pm10', 1],
      [1, 'pm10', 2],
    ]);
  });

  it('waits for a server that is away when it opens, and says so where it stays away', async () => {
    const log: string[] = [];
    await server.stop('SIGKILL');
    const gone = {
      ...options(),
      url: server.url,
      log: { warn: (w: string) => log.push(w), error: () => undefined },
    };
    await expect(openInfluxStore(gone)).rejects.toThrow(/cannot be reached.*ECONNREFUSED/);
    const opening = openInfluxStore({ ...gone, patienceMs: 20_000 });
    await server.start();
    await (await opening).close();
    expect(log.length).toBeLessThanOrEqual(1);
  });

  it('never overwrites what another message wrote at the same time, though it is told that the row is new', async () => {
    await append([row(KIT, T0, { pm10: 1 }, { received: T0 + 1, flags: 1 })], 1);
    await append([row(KIT, T0, { no2: 2 }, { received: T0 + 2, flags: 2 })], 2);
    await append([row(KIT, T0, { pm10: 9, temperature: 3 }, { received: T0 + 3 })], 3);
    const kept = await scanned(store, { kits: [KIT] });
    expect(
      kept.map(({ phenomenon, value, received, flags }) => [phenomenon, value, received - T0, flags]),
    ).toEqual([
      ['pm10', 1, 1, 1],
      ['no2', 2, 2, 2],
      ['temperature', 3, 3, 0],
    ]);
    await store.close();
    store = await openInfluxStore(options());
    const latest = (await store.latest()).map(({ phenomenon, received }) => [phenomenon, received - T0]);
    expect(new Map(latest as [string, number][])).toEqual(
      new Map([
        ['pm10', 1],
        ['no2', 2],
        ['temperature', 3],
      ]),
    );
  });

  it('streams one instant that has more channels than a page has rows', async () => {
    const channels = Array.from({ length: 2500 }, (_, n) => `c${n}`);
    const rows = channels.flatMap((channel) =>
      [T0, T0 + 1].map((time) => row(KIT, time, { pm10: 1 }, { channel })),
    );
    await append(rows, 1);
    const found = await scanned(store, { kits: [KIT] });
    expect(found).toHaveLength(5000);
    expect(new Set(found.map(({ channel, time }) => `${channel} ${time}`)).size).toBe(5000);
  });
});
