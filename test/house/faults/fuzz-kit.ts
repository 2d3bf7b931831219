import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type RawClient, until } from '../../../broker/broker.test-kit.ts';
import type { Kit } from '../client.ts';
import type { Program } from '../program.ts';
import { booksOf, imbalance, settledBooks } from './books.ts';
import { residentMegabytes } from './memory.ts';
import { rawKit, readingsPacket } from './raw-kit.ts';
import { readBack } from './readings.ts';

const SEED = Number(process.env['SUPERILLA_FAULT_SEED'] ?? 20_260_301);
const AT_ONCE = 40;
/** Memory that the program may have grown by, megabytes: its buffers and the garbage of a full load. */
const GROWTH = 200;

/** How many cases: `usual`, or `long` with SUPERILLA_LONG=1. */
export function runs(usual: number, long: number): number {
  return process.env['SUPERILLA_LONG'] === '1' ? long : usual;
}

/** Draws `count` cases and does something with each, some at a time. */
export async function forEachCase<T>(
  about: { count: number; from: fc.Arbitrary<T> },
  act: (drawn: T) => Promise<void>,
): Promise<void> {
  const { count, from } = about;
  for (let done = 0; done < count; done += 2000) {
    const drawn = fc.sample(from, { numRuns: Math.min(2000, count - done), seed: SEED + done });
    for (let n = 0; n < drawn.length; n += AT_ONCE) await Promise.all(drawn.slice(n, n + AT_ONCE).map(act));
  }
}

/** A legitimate kit that publishes on, slowly, while others throw bytes about. */
export class Bystander {
  readonly #program: Program;
  readonly #kit: Kit;
  #raw: RawClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #resident = 0;

  constructor(program: Program, kit: Kit) {
    this.#program = program;
    this.#kit = kit;
  }

  async begin(): Promise<void> {
    const raw = await rawKit(this.#program, this.#kit, { clientId: 'bystander' });
    this.#raw = raw;
    this.#resident = residentMegabytes(this.#program);
    this.#timer = setInterval(() => {
      this.#sent++;
      raw.send(readingsPacket(this.#kit, this.#sent, { body: { temperature: this.#sent } }));
    }, 20);
  }

  /** Everything it sent is acknowledged and kept, in the order sent; the program is well and says of no fault. */
  async expectUnharmed(): Promise<void> {
    await sleep(200);
    clearInterval(this.#timer);
    const raw = this.#raw;
    await until(() => raw?.count('puback') === this.#sent, 'an acknowledgement');
    raw?.socket.destroy();
    expect(this.#sent).toBeGreaterThan(10);
    expect(imbalance(await settledBooks(this.#program))).toBe(0);
    expect((await booksOf(this.#program)).pending).toBe(0);
    const lines = await readBack(this.#program, `kit=${this.#kit.id}&phenomenon=temperature`);
    const values = lines.map(({ value }) => value);
    expect(values).toEqual(Array.from({ length: this.#sent }, (_, n) => n + 1));
    expect((await fetch(`${this.#program.http}/readyz`)).status).toBe(200);
    expect(residentMegabytes(this.#program) - this.#resident, 'megabytes more').toBeLessThan(GROWTH);
    expect(this.#program.log()).not.toMatch(/"level":[56]0|nhandled|TypeError|RangeError|decoder \w+ failed/);
  }
}
