import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { settledBooks } from './books.ts';
import type { LoadKit } from './load-kit.ts';
import { mqttPort } from './raw-kit.ts';
import { NO_DIFFERENCES } from './readings.ts';
import { differencesOf, expectAllStored, loadKits } from './settling.ts';
import { prepareTampering } from './tampering.ts';

const KITS = 8;
/** Seconds; a kit whose PINGREQ is not answered, or not heard, within it would be closed. */
const KEEPALIVE = 1;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('a disk whose syncs are slow', () => {
  const tampering = prepareTampering();
  let program: Program;
  let kits: LoadKit[];
  let pinging: NodeJS.Timeout;

  beforeAll(async () => {
    program = await startSuperilla({ env: tampering.env });
    kits = await loadKits(program, KITS);
    for (const kit of kits) {
      kit.keepalive = KEEPALIVE;
      kit.connect(mqttPort(program));
    }
    pinging = setInterval(() => {
      for (const kit of kits) kit.ping();
    }, 400);
    await sleep(500);
  });
  afterAll(async () => {
    clearInterval(pinging);
    for (const kit of kits) kit.end();
    await program.end();
    tampering.end();
  });

  /** How long acknowledgements take while every sync takes that much longer. */
  async function latenciesAt(syncMs: number, ms: number): Promise<number[]> {
    tampering.set({ syncMs });
    await sleep(2 * syncMs + 100);
    for (const kit of kits) kit.latencies.length = 0;
    await sleep(ms);
    return eventually(
      async () => kits.flatMap((kit) => kit.latencies),
      (seen) => seen.length > 2 * KITS * 24,
      10_000,
    );
  }

  it.each([20, 80, 200])(
    'by %i ms more each: acknowledgements come that late and no later than two syncs, and publishing goes on',
    async (syncMs) => {
      const usual = median(await latenciesAt(0, 800));
      const seen = await latenciesAt(syncMs, 1600);
      expect(median(seen)).toBeGreaterThan(syncMs);
      // A message waits for the rest of the sync that is under way and for its own.
      expect(median(seen)).toBeLessThan(2 * syncMs + 2 * usual + 100);
      // Each kit has 24 messages under way.
      expect(seen.length).toBeGreaterThan(2 * KITS * 24);
    },
  );

  it('starves no PINGREQ and closes nobody', async () => {
    clearInterval(pinging);
    await sleep(600);
    for (const kit of kits) {
      expect(kit.pings.heard).toBe(kit.pings.sent);
      expect(kit.pings.sent).toBeGreaterThan(15);
      expect(kit.closures).toBe(0);
    }
  });

  it('loses nothing, also where it is killed while a sync is under way', async () => {
    await program.kill();
    const waiting = kits.reduce((sum, kit) => sum + kit.waiting, 0);
    expect(waiting, 'messages whose sync was under way').toBeGreaterThan(0);
    for (const kit of kits) kit.end();
    tampering.set({ syncMs: 20 });
    program = await startSuperilla({ data: program.data, env: tampering.env });
    await settledBooks(program);
    expect(await differencesOf(program, kits)).toEqual(NO_DIFFERENCES);
    for (const kit of kits) kit.connect(mqttPort(program));
    await sleep(500);
    await expectAllStored(program, kits);
  });
});
