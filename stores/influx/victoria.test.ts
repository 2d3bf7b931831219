import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { T0 } from '../conformance/batches.test-kit.ts';
import { lineOf } from './lines.ts';
import { isHere, startVictoriaMetrics, type TestServer } from './server.test-kit.ts';
import { Transport } from './transport.ts';

interface Exported {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  readonly timestamps: readonly number[];
}

/** VictoriaMetrics has no InfluxQL: it can be written to, not be the store. */
describe.skipIf(!isHere('victoria-metrics'))('VictoriaMetrics (needs victoria-metrics)', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startVictoriaMetrics();
  });
  afterAll(() => server?.end());

  async function exported(name: string): Promise<Exported[]> {
    const match = new URLSearchParams({ 'match[]': `{__name__="${name}"}` });
    const text = await (await fetch(`${server.url}/api/v1/export?${match}`)).text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Exported);
  }

  it('takes what the store writes, by the client as it is, and gives back each time and value of a few digits', async () => {
    const transport = new Transport(
      { url: server.url, version: '2', bucket: 'b', org: 'o', token: 't' },
      5000,
    );
    const times = Array.from({ length: 500 }, (_, n) => T0 + n * 60_000);
    const lines = times.map((time, n) =>
      lineOf({
        kit: 'can-batllo',
        channel: n % 2 === 0 ? '' : 'b',
        time,
        received: time + 250,
        apart: false,
        points: [{ row: n, at: 0, phenomenon: 'pm2_5', value: n / 10, flags: 2 }],
      }),
    );
    await transport.send(lines);
    await transport.close();
    let found: Exported[] = [];
    for (const end = Date.now() + 15_000; Date.now() < end && found.length < 2; await sleep(200)) {
      found = await exported('readings_pm2_5');
    }
    const back = found.flatMap(({ timestamps, values }) =>
      timestamps.map((time, n) => [time, values[n]] as const),
    );
    expect(new Map(back)).toEqual(new Map(times.map((time, n) => [time, n / 10])));
    expect(found.map(({ metric }) => metric['channel'] ?? '').sort()).toEqual(['', 'b']);
    expect((await exported('readings_pm2_5.flags'))[0]?.values[0]).toBe(2);
  });
});
