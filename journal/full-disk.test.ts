import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, OpenedJournal } from './contract.ts';
import sample from './fixtures/message.json' with { type: 'json' };
import { openJournal } from './journal.ts';

const DISK = 4 * 1024 * 1024;
const MESSAGES = 600;
let disk: string;
let troubles: (string | undefined)[];
let acknowledged: number[];

function mount(): string | undefined {
  const path = mkdtempSync(join(tmpdir(), 'superilla-full-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', path]);
  if (status === 0) return path;
  rmdirSync(path);
  return undefined;
}

function unmount(path: string): void {
  spawnSync('umount', ['--lazy', path]);
  rmdirSync(path);
}

function mayMount(): boolean {
  const path = process.getuid?.() === 0 ? mount() : undefined;
  if (path !== undefined) unmount(path);
  return path !== undefined;
}

/** Leaves `free` bytes on the disk. */
function fill(free: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - free));
}

function open(): Promise<OpenedJournal> {
  return openJournal({
    directory: join(disk, 'journal'),
    consumers: ['store'],
    segmentBytes: 100_000,
    floorBytes: 0,
    onTrouble: (words) => troubles.push(words),
  });
}

const draft = { ...sample, payload: Buffer.alloc(1000, 7) } as Draft;

/** Appends messages in groups of twenty, until so many were appended or the disk is full. */
async function append(journal: OpenedJournal, count: number): Promise<void> {
  for (let n = 1; n <= count && journal.state().stalled === undefined; n++) {
    const seq = journal.append(draft, () => acknowledged.push(seq));
    if (n % 20 === 0)
      await until(() => journal.state().stalled !== undefined || journal.state().durable === seq);
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function expectAll(last: number): Promise<void> {
  const successive = Array.from({ length: last }, (_, n) => n + 1);
  expect(acknowledged).toEqual(successive);
  const journal = await open();
  const found: number[] = [];
  for await (const frame of journal.recover(0)) found.push(frame.seq);
  expect(found).toEqual(successive.slice(-found.length));
  expect(found.at(-1)).toBe(last);
  await journal.close();
}

describe.skipIf(!mayMount())('a full disk (needs root, to mount a small one)', () => {
  beforeEach(() => {
    disk = mount() ?? '';
    troubles = [];
    acknowledged = [];
  });
  afterEach(() => unmount(disk));

  it('stops acknowledging and loses nothing; when there is room again all that waited is acknowledged in order', async () => {
    fill(400_000);
    const journal = await open();
    await append(journal, MESSAGES);
    await until(() => journal.state().stalled !== undefined);
    expect(journal.state().stalled).toContain('full (ENOSPC)');
    const waiting = journal.append(draft, () => acknowledged.push(waiting));
    const before = acknowledged.length;
    expect(before).toBe(journal.state().durable);
    expect(before).toBeLessThan(waiting - 1);
    rmSync(join(disk, 'ballast'));
    await until(() => journal.state().durable === waiting);
    expect(journal.state().stalled).toBeUndefined();
    await append(journal, 100);
    await journal.close();
    await expectAll(waiting + 100);
    expect(troubles).toEqual([expect.stringContaining('ENOSPC'), undefined]);
  });

  it('goes on when a release makes room, though not even the cursors can be written', async () => {
    fill(400_000);
    const journal = await open();
    await append(journal, MESSAGES);
    await until(() => journal.state().stalled !== undefined);
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'rest'), Buffer.alloc(bavail * bsize));
    const { appended, durable } = journal.state();
    await journal.release('store', durable);
    await until(() => journal.state().durable === appended);
    await journal.close();
    await expectAll(appended);
    const again = await open();
    expect(again.cursor('store')).toBe(durable);
    await again.close();
  });
});
