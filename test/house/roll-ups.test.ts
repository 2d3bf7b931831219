import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectKit, eventually, getJson, type Kit, registerKit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight UTC, three days before the newest that is sent. */
const START = Math.floor((Date.now() - 5 * DAY) / DAY) * DAY;

interface Series {
  readonly series: readonly {
    readonly points: readonly [time: number, mean: number, min: number, max: number, n: number][];
  }[];
}

describe('roll-ups of a house', () => {
  let program: Program;
  let kit: Kit;
  /** Everything that was acknowledged, by time. */
  const sent = new Map<number, number>();

  beforeAll(async () => {
    program = await startSuperilla({ env: { SUPERILLA_ROLLUP_SECONDS: '3600' } });
    kit = await registerKit(program);
  });
  afterAll(() => program?.end());

  async function publish(readings: readonly (readonly [time: number, level: number])[]): Promise<void> {
    const client = await connectKit(program, kit);
    const all = readings.map(([time, level]) => {
      const payload = JSON.stringify({ time: new Date(time).toISOString(), noise_laeq: level });
      sent.set(time, level);
      return client.publishAsync(`kits/${kit.id}/readings`, payload, { qos: 1 });
    });
    await Promise.all(all);
    await client.endAsync();
    await eventually(
      () => metric('superilla_readings_pending'),
      (pending) => pending === 0,
    );
  }

  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`${program.http}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  }

  /** What the readings that were sent come to, in buckets of `width`. */
  function expected(width: number): unknown[] {
    const buckets = new Map<number, number[]>();
    for (const [time, level] of [...sent].sort(([a], [b]) => a - b)) {
      const start = Math.floor(time / width) * width;
      buckets.set(start, [...(buckets.get(start) ?? []), level]);
    }
    return [...buckets].map(([time, levels]) => {
      const energy = levels.reduce((sum, level) => sum + 10 ** (level / 10), 0) / levels.length;
      const mean = expect.closeTo(10 * Math.log10(energy), 9);
      return [time, mean, Math.min(...levels), Math.max(...levels), levels.length];
    });
  }

  async function points(width: number): Promise<unknown> {
    const from = new Date(START).toISOString();
    const to = new Date(START + 4 * DAY).toISOString();
    const query = `kit=${kit.id}&phenomenon=noise_laeq&from=${from}&to=${to}&bucket=${width / 1000}`;
    const { series } = await getJson<Series>(program, `/api/v1/series?${query}`);
    return series[0]?.points;
  }

  async function expectSeries(): Promise<void> {
    for (const width of [HOUR, 6 * HOUR, DAY]) expect(await points(width)).toEqual(expected(width));
  }

  it('are made of what was committed before a kill, and give what was sent', async () => {
    await publish(
      Array.from({ length: 3 * 24 * 4 }, (_, n) => [START + (n * HOUR) / 4, 40 + ((n * 7) % 45)] as const),
    );
    expect(await metric('superilla_rollup_marked_hours')).toBe(72);
    await expectSeries();
    await program.kill();
    program = await startSuperilla({ data: program.data, env: { SUPERILLA_ROLLUP_SECONDS: '1' } });
    await expectSeries();
    const left = await eventually(
      () => metric('superilla_rollup_marked_hours'),
      (marked) => marked === 0,
      20_000,
    );
    expect(left).toBe(0);
    expect(await metric('superilla_rollup_hours_total')).toBeGreaterThanOrEqual(72);
    await expectSeries();
  });

  it('follow late readings', async () => {
    const before = await metric('superilla_rollup_hours_total');
    await publish([
      [START + 30 * HOUR + 1, 99],
      [START + 80 * HOUR, 20],
    ]);
    await expectSeries();
    const done = await eventually(
      () => metric('superilla_rollup_hours_total'),
      (hours) => hours >= before + 2,
      20_000,
    );
    expect(done).toBe(before + 2);
    await expectSeries();
  });
});
