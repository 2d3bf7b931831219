import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../broker/broker.test-kit.ts';
import { type Fault, FaultProxy } from '../../../stores/influx/fault-proxy.test-kit.ts';
import { isHere, startInfluxd, type TestServer } from '../../../stores/influx/server.test-kit.ts';
import { eventually, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, imbalance, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import type { LoadKit } from './load-kit.ts';
import { mqttPort, rawKit, readingsPacket } from './raw-kit.ts';
import { readinessOf, untilReady } from './readiness.ts';
import { NO_DIFFERENCES, readBack } from './readings.ts';
import { acknowledgedOf, differencesOf, expectAllStored, loadKits } from './settling.ts';

const isLong = process.env['SUPERILLA_LONG'] === '1';
const SECONDS_AWAY = isLong ? 150 : 3;
const WARNING = /the store does not take readings/g;

describe.skipIf(!isHere('influxd'))('InfluxDB in trouble under a load of kits (needs influxd)', () => {
  let server: TestServer;
  let proxy: FaultProxy;
  let program: Program;
  let kits: LoadKit[];
  let lone: Kit;
  let env: Record<string, string>;

  beforeAll(async () => {
    server = await startInfluxd();
    proxy = await FaultProxy.start(server.url);
    env = {
      SUPERILLA_STORE: 'influx',
      SUPERILLA_INFLUX_URL: proxy.url,
      SUPERILLA_INFLUX_VERSION: '1',
      SUPERILLA_INFLUX_BUCKET: 'district',
    };
    program = await startSuperilla({ env });
    kits = await loadKits(program, 4);
    [lone] = (await registerKits(program, 1)) as [Kit];
  });
  afterAll(async () => {
    for (const kit of kits ?? []) kit.end();
    await program?.end();
    await proxy?.close();
    await server?.end();
  });
  beforeEach(() => connect());
  afterEach(() => {
    proxy.faults.length = 0;
  });

  const connect = () => {
    for (const kit of kits) kit.connect(mqttPort(program));
  };
  const warnings = () => program.log().match(WARNING)?.length ?? 0;

  async function stalledMetric(): Promise<number> {
    const text = await (await fetch(`${program.http}/metrics`)).text();
    return Number(/^superilla_stalled (\d)$/m.exec(text)?.[1]);
  }

  /** While the store takes nothing: says so everywhere, once in the log, and acknowledges on. */
  async function expectBackPressure(words: RegExp, said: number, ms = 500): Promise<void> {
    const { status, reasons } = await untilReady(program, false);
    expect(status).toBe(503);
    expect(reasons.join()).toMatch(words);
    expect(await stalledMetric()).toBe(1);
    const [before, acknowledged] = [await booksOf(program), acknowledgedOf(kits)];
    await sleep(ms);
    const after = await booksOf(program);
    expect(imbalance(after)).toBe(0);
    expect(after.stored).toBe(before.stored);
    expect(after.pending).toBeGreaterThan(before.pending);
    expect(acknowledgedOf(kits)).toBeGreaterThan(acknowledged);
    expect(warnings() - said, 'lines in the log').toBe(1);
  }

  async function expectRecovery(said: number): Promise<void> {
    expect(await untilReady(program, true)).toMatchObject({ status: 200, reasons: [] });
    expect(await stalledMetric()).toBe(0);
    await expectAllStored(program, kits);
    expect(warnings() - said, 'lines in the log').toBe(1);
  }

  /** The next writes fail: back-pressure is seen, then all is well again. */
  async function expectThrough(times: number, fault: Fault, words: RegExp): Promise<void> {
    await eventually(
      async () => (await booksOf(program)).stored,
      (stored) => stored > 0,
    );
    const said = warnings();
    proxy.faults.push(...Array.from({ length: times }, () => fault));
    await expectBackPressure(words, said);
    await expectRecovery(said);
  }

  it('answering 500: says so, drops nothing, and goes on by itself', async () => {
    await expectThrough(
      3,
      { answer: 500, body: '{"error":"engine: cache-max-memory-size exceeded"}' },
      /d 500/,
    );
  });

  it.runIf(isLong)('answering 400 that no point is to blame for: the same', async () => {
    const body = '{"error":"max-series-per-database limit exceeded"}';
    await expectThrough(4, { answer: 400, body }, /max-series/);
  });

  it.runIf(isLong)('breaking connections: the same', () => expectThrough(4, 'break', /cannot be reached/));

  it('answering 429: says so, and is left alone for as long as its Retry-After asks', async () => {
    const said = warnings();
    proxy.faults.push({ answer: 429, headers: { 'retry-after': '2' } });
    await eventually(
      async () => proxy.faults.length,
      (left) => left === 0,
    );
    const asked = proxy.writes;
    await expectBackPressure(/InfluxDB answered 429/, said);
    await sleep(1000);
    expect(proxy.writes).toBe(asked);
    await expectRecovery(said);
  });

  it('losing the answers of writes it took: every reading is there once', async () => {
    const said = warnings();
    proxy.faults.push(
      'none',
      'lose the answer',
      'none',
      'none',
      'lose the answer',
      'lose the answer',
      'none',
    );
    await eventually(
      async () => proxy.faults.length,
      (left) => left === 0,
      10_000,
    );
    expect(warnings()).toBeGreaterThan(said);
    await expectAllStored(program, kits);
  });

  it('hanging: acknowledges on, and goes on once it answers', async () => {
    proxy.faults.push('hang');
    const before = await eventually(
      () => booksOf(program),
      () => proxy.faults.length === 0,
    );
    const acknowledged = acknowledgedOf(kits);
    await sleep(2000);
    expect((await booksOf(program)).stored).toBe(before.stored);
    expect(acknowledgedOf(kits)).toBeGreaterThan(acknowledged);
    proxy.letGo();
    await expectAllStored(program, kits);
  });

  it('slow, two seconds a write: acknowledgements do not follow it', async () => {
    for (const kit of kits) kit.latencies.length = 0;
    proxy.faults.push(...Array.from({ length: 2 }, () => ({ slowMs: 2000 })));
    await sleep(3000);
    const latencies = kits.flatMap((kit) => kit.latencies).toSorted((a, b) => a - b);
    expect(latencies.length).toBeGreaterThan(500);
    expect(latencies[Math.floor(latencies.length * 0.99)]).toBeLessThan(500);
    expect((await readinessOf(program)).ready, 'slow is not refused').toBe(true);
    await expectAllStored(program, kits);
  });

  it('refusing one point with 400: those readings are refused with its reason, all others of the batch kept', async () => {
    const at = Date.UTC(2025, 5, 4);
    const body = `readings,kit=foreign no2=5i ${at}`;
    await fetch(`${server.url}/write?db=district&precision=ms`, { method: 'POST', body });
    const before = await booksOf(program);
    const raw = await rawKit(program, lone);
    for (let n = 1; n <= 40; n++)
      raw.send(readingsPacket(lone, n, { body: { time: at + n * 1000, no2: n, pm10: n } }));
    await until(() => raw.count('puback') === 40, 'an acknowledgement');
    raw.socket.destroy();
    await expectAllStored(program, kits);
    expect((await booksOf(program)).rejected - before.rejected).toBe(40);
    const lines = await readBack(program, `kit=${lone.id}`);
    expect(lines.map(({ phenomenon, value }) => `${phenomenon} ${value}`)).toEqual(
      Array.from({ length: 40 }, (_, n) => `pm10 ${n + 1}`),
    );
    const authorization = `Basic ${Buffer.from(`${lone.username}:${lone.password}`).toString('base64')}`;
    const answer = await fetch(`${program.http}/api/v1/kits/${lone.id}/receipts`, {
      headers: { authorization },
    });
    expect(await answer.text()).toContain('field type conflict');
  });

  it(`stopped for ${SECONDS_AWAY} s and started again: acknowledges on, and brings everything in`, async () => {
    await sleep(500);
    const said = warnings();
    await server.stop('SIGKILL');
    await expectBackPressure(/cannot be reached|502|fetch failed|socket|500/i, said, SECONDS_AWAY * 1000);
    await server.start();
    await expectRecovery(said);
  });

  it('stopped, and the program killed meanwhile: everything acknowledged is there once', async () => {
    await sleep(300);
    await server.stop('SIGKILL');
    await sleep(700);
    await program.kill();
    for (const kit of kits) kit.end();
    await server.start();
    program = await startSuperilla({ data: program.data, env });
    await settledBooks(program);
    expect(await differencesOf(program, kits)).toEqual(NO_DIFFERENCES);
    connect();
    await sleep(300);
    await expectAllStored(program, kits);
  });
});
