import { expect } from 'vitest';
import { eventually } from '../client.ts';
import type { Program } from '../program.ts';
import { imbalance, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { LoadKit, ledgerOf } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { compare, type Differences, NO_DIFFERENCES, readBack } from './readings.ts';

/** Kits that put load on a new program once they are connected. */
export async function loadKits(program: Program, count: number): Promise<LoadKit[]> {
  const kits = await registerKits(program, count);
  return kits.map((kit, n) => new LoadKit(kit, randomNumbers(n), Date.now()));
}

/** Readings that were acknowledged so far. */
export function acknowledgedOf(kits: readonly LoadKit[]): number {
  return kits.reduce((sum, kit) => sum + kit.acknowledged.size, 0);
}

/** Where what these kits sent and what can be read back disagree. */
export async function differencesOf(program: Program, kits: readonly LoadKit[]): Promise<Differences> {
  const theirs = new Set(kits.map(({ kit }) => kit.id));
  const lines = (await readBack(program)).filter(({ kit }) => theirs.has(kit));
  return compare(ledgerOf(kits), lines);
}

/** Stops the load; everything sent is acknowledged, stored and read back, once, and the books balance. */
export async function expectAllStored(program: Program, kits: readonly LoadKit[]): Promise<void> {
  for (const kit of kits) kit.pause();
  const open = await eventually(
    async () => kits.reduce((sum, kit) => sum + kit.waiting, 0),
    (waiting) => waiting === 0,
    30_000,
  );
  expect(open, 'messages without acknowledgement').toBe(0);
  const books = await settledBooks(program, 60_000);
  expect(books.pending, 'readings that are not stored').toBe(0);
  expect(imbalance(books)).toBe(0);
  const ledger = ledgerOf(kits);
  expect(ledger.acknowledged.size).toBe(ledger.sent.size);
  expect(await differencesOf(program, kits)).toEqual(NO_DIFFERENCES);
}
