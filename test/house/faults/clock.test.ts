import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../broker/broker.test-kit.ts';
import { eventually, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { LoadKit } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { mqttPort, rawKit, readingsPacket } from './raw-kit.ts';
import { type Line, readBack } from './readings.ts';
import { acknowledgedOf, expectAllStored } from './settling.ts';
import { prepareTampering } from './tampering.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What a kit of the load sends without a time: each phenomenon once a message, its values rising. */
const UNTIMED = ['pm2_5', 'pm10', 'pm1', 'no2', 'x_untimed'];

describe('a clock that jumps under load', () => {
  const tampering = prepareTampering();
  let program: Program;
  let kits: LoadKit[];
  let lone: Kit;

  beforeAll(async () => {
    program = await startSuperilla({ env: tampering.env });
    let rest: Kit[];
    [lone, ...rest] = (await registerKits(program, 5)) as [Kit, ...Kit[]];
    kits = rest.map((kit, n) => new LoadKit(kit, randomNumbers(n), Date.now()));
  });
  afterAll(async () => {
    for (const kit of kits) kit.end();
    await program.end();
    tampering.end();
  });

  const connect = () => {
    for (const kit of kits) kit.connect(mqttPort(program));
  };

  /** Load with the clock moved by `clockMs`; something must be acknowledged meanwhile. */
  async function loadAt(clockMs: number, ms = 700): Promise<void> {
    tampering.set({ clockMs });
    await sleep(50);
    const before = acknowledgedOf(kits);
    await sleep(ms);
    const after = await eventually(
      async () => acknowledgedOf(kits),
      (acknowledged) => acknowledged > before,
      20_000,
    );
    expect(after).toBeGreaterThan(before);
  }

  /** Publishes a message of the kit that bears no load, with its time `aheadMs` before the program's clock. */
  async function publishAhead(aheadMs: number, clockMs: number): Promise<'kept' | 'quarantined'> {
    tampering.set({ clockMs });
    await sleep(50);
    const before = await booksOf(program);
    const raw = await rawKit(program, lone);
    const time = new Date(Date.now() + clockMs + aheadMs).toISOString();
    raw.send(readingsPacket(lone, 1, { body: { time, temperature: 20 } }));
    await until(() => raw.count('puback') === 1, 'an acknowledgement');
    raw.socket.destroy();
    const books = await booksOf(program);
    return books.quarantined > before.quarantined ? 'quarantined' : 'kept';
  }

  it('judges what is ahead by a clock that stands right', async () => {
    expect(await publishAhead(10 * 60_000, 0)).toBe('quarantined');
    expect(await publishAhead(60_000, 0)).toBe('kept');
  });

  it('calls nothing ahead while it is behind the newest message, and loses nothing', async () => {
    connect();
    await loadAt(0);
    await loadAt(-HOUR);
    // Kits whose clocks are right are an hour ahead of it now.
    expect((await booksOf(program)).quarantined).toBe(1);
    expect(await publishAhead(HOUR, -HOUR)).toBe('kept');
    await loadAt(DAY);
    expect(await publishAhead(10 * 60_000, DAY + HOUR)).toBe('quarantined');
    await loadAt(0);
    expect(await publishAhead(HOUR, 0)).toBe('kept');
  });

  it('keeps that through a kill and a start with the clock back', async () => {
    await program.kill();
    for (const kit of kits) kit.end();
    tampering.set({ clockMs: -HOUR });
    program = await startSuperilla({ data: program.data, env: tampering.env });
    connect();
    await loadAt(-HOUR);
    expect(await publishAhead(2 * HOUR, -HOUR)).toBe('kept');
    expect((await booksOf(program)).quarantined).toBe(0);
    await loadAt(2 * DAY, 300);
    await loadAt(0, 300);
    await expectAllStored(program, kits);
  });

  it('tells a message sent again from a new one, however far it has jumped between the two', async () => {
    for (const [round, clockMs] of [-HOUR, DAY].entries()) {
      tampering.set({ clockMs: 0 });
      await sleep(50);
      const packet = { body: { co2: 400 + round }, dup: false };
      const first = await rawKit(program, lone, { clean: false });
      first.send(readingsPacket(lone, 7, packet));
      await until(() => first.count('puback') === 1, 'an acknowledgement');
      first.socket.destroy();
      tampering.set({ clockMs });
      await sleep(50);
      const again = await rawKit(program, lone, { clean: false });
      again.send(readingsPacket(lone, 7, { ...packet, dup: true }));
      await until(() => again.count('puback') === 1, 'an acknowledgement');
      again.socket.destroy();
    }
    await settledBooks(program);
    const values = (await readBack(program, `kit=${lone.id}&phenomenon=co2`)).map(({ value }) => value);
    expect(values.toSorted()).toEqual([400, 401]);
  });

  it('assigned times that rise for every kit, message by message', async () => {
    const lines = await readBack(program);
    for (const { kit } of kits) {
      const untimed = lines
        .filter((line) => line.kit === kit.id && UNTIMED.includes(line.phenomenon))
        .sort((a, b) => a.value - b.value);
      expect(untimed.length).toBeGreaterThan(100);
      expect(falls(untimed), 'falling times').toEqual([]);
      for (const phenomenon of UNTIMED) {
        const times = untimed.filter((line) => line.phenomenon === phenomenon).map(({ time }) => time);
        expect(new Set(times).size).toBe(times.length);
      }
    }
  });
});

/** Neighbours of which the later message has the earlier time. */
function falls(lines: readonly Line[]): [Line, Line][] {
  return lines.flatMap((line, n) => {
    const next = lines[n + 1];
    return next !== undefined && next.time < line.time ? [[line, next] as [Line, Line]] : [];
  });
}
