import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { LoadKit, ledgerOf } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { mqttPort } from './raw-kit.ts';
import { compare, type Ledger, NO_DIFFERENCES, readBack } from './readings.ts';

/** Bytes of a segment in front of the zeros that are written ahead. */
function writtenBytes(segment: Buffer): number {
  let end = segment.length;
  while (end > 0 && segment[end - 1] === 0) end--;
  return end;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(path, bytes);
}

describe('files that were damaged while the program was dead', () => {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-damage-'));
  const pristine = join(folder, 'pristine');
  let ledger: Ledger;

  beforeAll(async () => {
    const program = await startSuperilla({ data: pristine });
    const kits = (await registerKits(program, 3)).map(
      (kit, n) => new LoadKit(kit, randomNumbers(n), Date.now()),
    );
    for (const kit of kits) kit.connect(mqttPort(program));
    await sleep(1500);
    // Part of it is in the store by now; the rest, sent up to the kill, is in the journal only.
    const stored = (await booksOf(program)).stored;
    await program.kill();
    for (const kit of kits) kit.end();
    ledger = ledgerOf(kits);
    expect(stored).toBeGreaterThan(0);
    expect(ledger.acknowledged.size).toBeGreaterThan(stored / 2);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const newestSegment = (data: string) => {
    const names = readdirSync(join(data, 'journal')).filter((name) => name.endsWith('.journal'));
    return join(data, 'journal', names.sort().at(-1) ?? '');
  };

  /** Starts on a damaged copy; gives what it said and what can be read back. */
  async function startOnCopy(name: string, damage: (data: string) => void) {
    const data = join(folder, name);
    cpSync(pristine, data, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    damage(data);
    const program: Program = await startSuperilla({ data });
    try {
      await settledBooks(program);
      return { data, log: program.log(), differences: compare(ledger, await readBack(program)) };
    } finally {
      await program.stop();
    }
  }

  it('a torn frame at the end of the journal is cut off and said; everything acknowledged is kept', async () => {
    const { data, log, differences } = await startOnCopy('torn', (copy) => {
      const path = newestSegment(copy);
      const bytes = readFileSync(path);
      const whole = bytes.subarray(0, writtenBytes(bytes));
      const torn = Buffer.concat([Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 1, 1]), Buffer.alloc(40, 0x55)]);
      writeFileSync(path, Buffer.concat([whole, torn]));
    });
    expect(differences).toEqual(NO_DIFFERENCES);
    expect(log).toMatch(/cut/i);
    expect(readdirSync(join(data, 'journal')).some((name) => name.endsWith('.damaged'))).toBe(true);
  });

  it('a flipped bit in the last frame costs at most that frame, and is said', async () => {
    const { log, differences } = await startOnCopy('flipped', (copy) => {
      const path = newestSegment(copy);
      flip(path, writtenBytes(readFileSync(path)) - 6);
    });
    expect({ ...differences, missing: [] }).toEqual(NO_DIFFERENCES);
    // A message of the load has at most four readings.
    expect(differences.missing.length).toBeLessThanOrEqual(4);
    expect(log).toMatch(/cut/i);
  });

  it.each([
    ['in its first entry', 0.001],
    ['in the middle', 0.5],
    ['near the end', 0.97],
  ])(
    "a flipped byte in DuckDB's log, %s: it is set aside, and nothing acknowledged is lost",
    async (_, share) => {
      const { data, log, differences } = await startOnCopy(`wal-${share}`, (copy) => {
        const wal = join(copy, 'readings.duckdb.wal');
        flip(wal, Math.floor(statSync(wal).size * share));
      });
      expect(differences).toEqual(NO_DIFFERENCES);
      expect(log).toContain('write-ahead log is damaged');
      expect(readdirSync(data).some((name) => name.startsWith('readings.duckdb.wal.corrupt-'))).toBe(true);
    },
  );
});
