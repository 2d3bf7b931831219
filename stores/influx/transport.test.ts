import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InfluxError } from './failure.ts';
import { FaultProxy } from './fault-proxy.test-kit.ts';
import { Transport } from './transport.ts';

const lines = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => `readings,kit=a pm10=${from + i} ${from + i}`);

/** The cases in which the client's own buffering loses data, one by one. */
describe('a batch sent to InfluxDB', () => {
  let server: FaultProxy;
  let transport: Transport;
  beforeEach(async () => {
    server = await FaultProxy.start();
    transport = new Transport({ url: server.url, version: '2', bucket: 'b', org: 'o', token: 't' }, 500);
  });
  afterEach(async () => {
    await transport.close();
    await server.close();
  });

  /** Sends until it is taken, as the committer does. */
  async function insist(batch: string[]): Promise<number> {
    for (let failures = 0; ; failures++) {
      try {
        await transport.send([...batch]);
        return failures;
      } catch (error) {
        expect(error).toBeInstanceOf(InfluxError);
      }
    }
  }

  it('is done only when the server has every line, however many there are and however slow it is', async () => {
    server.faults.push({ slowMs: 200 });
    const batch = lines(5000);
    await transport.send([...batch]);
    expect(server.lines).toEqual(batch);
    expect(server.writes).toBe(1);
  });

  it('has failed, and is not forgotten, when it is closed while the server answers 500', async () => {
    server.faults.push({ answer: 500, body: '{"error":"engine is closed"}' }, { answer: 500 });
    const batch = lines(250);
    const sent = transport.send([...batch]);
    await transport.close();
    await expect(sent).rejects.toThrow(InfluxError);
    await expect(transport.send([...batch])).rejects.toThrow('closed');
    server.faults.length = 0;
    transport = new Transport({ url: server.url, version: '1', bucket: 'b' }, 500);
    await insist(batch);
    expect(server.lines).toEqual(batch);
  });

  it.each([
    [400, '{"error":"partial write: points beyond retention policy dropped=1"}', /points beyond retention/],
    [401, '{"code":"unauthorized","message":"unauthorized access"}', /SUPERILLA_INFLUX_TOKEN.*unauthorized/],
    [403, '', /grant both/],
    [404, '{"error":"database not found: \\"b\\""}', /SUPERILLA_INFLUX_BUCKET.*database not found/],
    [413, 'Request Entity Too Large', /413.*Too Large/],
  ])(
    'has failed with its words where the server answers %i, which the client never retries',
    async (status, body, words) => {
      server.faults.push({ answer: status, body });
      await expect(transport.send(lines(3))).rejects.toMatchObject({
        status,
        passing: false,
        message: expect.stringMatching(words),
      });
      await transport.send(lines(3));
      expect(server.lines).toEqual(lines(3));
    },
  );

  it('is kept by whoever sends it, so that an outage of 100,000 lines loses none', async () => {
    let failures = 0;
    for (let n = 0; n < 10; n++) {
      server.faults.push({ answer: 503 }, 'break', { answer: 500 });
      failures += await insist(lines(10_000, n * 10_000));
    }
    expect(failures).toBe(30);
    expect(server.lines).toEqual(lines(100_000));
  });

  it('is the only one under way: another is not taken until it is done', async () => {
    server.faults.push({ slowMs: 200 });
    const first = transport.send(lines(1000));
    await expect(transport.send(lines(1))).rejects.toThrow('one batch at a time');
    await first;
    for (let n = 0; n < 20; n++) await transport.send(lines(100));
    expect(server.most).toBe(1);
  });

  it('fails after a while where the server does not answer, and can be sent again', async () => {
    server.faults.push('hang');
    await expect(transport.send(lines(2))).rejects.toMatchObject({ status: 0, passing: true });
    await transport.send(lines(2));
    expect(server.lines).toEqual(lines(2));
  });

  it('says how long the server asks to be left alone', async () => {
    server.faults.push({ answer: 429, headers: { 'retry-after': '7' } });
    await expect(transport.send(lines(1))).rejects.toMatchObject({ waitMs: 7000, passing: true });
    const date = new Date(Date.now() + 9000).toUTCString();
    server.faults.push({ answer: 503, headers: { 'retry-after': date } });
    const error: unknown = await transport.send(lines(1)).catch((e: unknown) => e);
    expect((error as InfluxError).waitMs).toBeGreaterThan(6000);
  });
});
