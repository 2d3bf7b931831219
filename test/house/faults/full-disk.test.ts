import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRaw } from '../../../broker/broker.test-kit.ts';
import { eventually, getJson } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, imbalance, settledBooks } from './books.ts';
import { type LoadKit, ledgerOf } from './load-kit.ts';
import { connectOf, mqttPort } from './raw-kit.ts';
import { untilReady } from './readiness.ts';
import { compare, NO_DIFFERENCES, readBack } from './readings.ts';
import { acknowledgedOf, expectAllStored, loadKits } from './settling.ts';

const isRoot = process.getuid?.() === 0;
const MEGABYTE = 1024 * 1024;

/** A small disk of its own, gone when the test is over. */
function smallDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Fills the disk until `leave` bytes are free or it takes no more; gives the file to delete. */
function fill(disk: string, leave: number): string {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'a');
  const zeros = Buffer.alloc(64 * 1024);
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk);
      if (bavail * bsize <= leave) break;
      writeSync(file, zeros, 0, Math.min(zeros.length, bavail * bsize - leave));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
  return path;
}

async function load(program: Program, kits: readonly LoadKit[], ms: number): Promise<void> {
  for (const kit of kits) kit.connect(mqttPort(program));
  await sleep(ms);
}

/** Everything is acknowledged and stored, once, also after a kill. */
async function expectAllThere(program: Program, kits: readonly LoadKit[]): Promise<void> {
  await expectAllStored(program, kits);
  await program.kill();
  const again = await startSuperilla({ data: program.data });
  await settledBooks(again);
  const differences = compare(ledgerOf(kits), await readBack(again));
  await again.stop();
  expect(differences, 'after a kill').toEqual(NO_DIFFERENCES);
}

describe.skipIf(!isRoot)('a full disk (needs root for a small one)', () => {
  it('below the floor: holds acknowledgements, says why, refuses new clients with code 3, answers readers, and goes on by itself', async () => {
    const disk = smallDisk(56);
    const data = join(disk, 'data');
    const program = await startSuperilla({ data, env: { SUPERILLA_JOURNAL_FLOOR_MB: '4' } });
    onTestFinished(() => program.kill());
    const kits = await loadKits(program, 3);
    await load(program, kits, 500);
    expect(acknowledgedOf(kits)).toBeGreaterThan(50);

    const ballast = fill(disk, 2 * MEGABYTE);
    const seen = await untilReady(program, false);
    expect(seen).toMatchObject({ status: 503, ready: false });
    expect(seen.reasons.join()).toContain('Less than 4 MiB are free');
    await sleep(300);
    const held = acknowledgedOf(kits);
    await sleep(700);
    expect(acknowledgedOf(kits), 'acknowledged while the disk was full').toBe(held);
    expect(kits.every((kit) => kit.waiting > 0)).toBe(true);
    expect((await readBack(program)).length).toBeGreaterThan(50);
    expect(await getJson(program, '/api/v1/latest')).toBeTruthy();
    const stranger = await openRaw(mqttPort(program));
    stranger.send(connectOf((kits[0] as LoadKit).kit, { clientId: 'late' }));
    await stranger.closed;
    expect(stranger.received).toMatchObject([{ cmd: 'connack', returnCode: 3 }]);
    expect(imbalance(await booksOf(program))).toBe(0);

    rmSync(ballast);
    expect(await untilReady(program, true)).toMatchObject({ status: 200, ready: true });
    await sleep(300);
    expect(acknowledgedOf(kits)).toBeGreaterThan(held);
    await expectAllThere(program, kits);
  });

  it('filled to the last byte under load: journal and store both fail, lose nothing, and go on by themselves', async () => {
    const disk = smallDisk(48);
    const data = join(disk, 'data');
    const program = await startSuperilla({ data, env: { SUPERILLA_JOURNAL_FLOOR_MB: '0' } });
    onTestFinished(() => program.kill());
    const kits = await loadKits(program, 3);
    await load(program, kits, 300);
    const ballast = fill(disk, 0);
    expect(await untilReady(program, false)).toMatchObject({ status: 503 });
    await sleep(1500);
    rmSync(ballast);
    expect(await untilReady(program, true)).toMatchObject({ status: 200, reasons: [] });
    await sleep(300);
    await expectAllThere(program, kits);
  });

  it('full for the store alone: acknowledges on, says why nothing is stored, answers readers, and stores it all later', async () => {
    const disk = smallDisk(48);
    const roomy = mkdtempSync(join(tmpdir(), 'superilla-journal-'));
    onTestFinished(() => rmSync(roomy, { recursive: true, force: true }));
    const data = join(disk, 'data');
    mkdirSync(data);
    symlinkSync(roomy, join(data, 'journal'));
    const program = await startSuperilla({ data });
    onTestFinished(() => program.kill());
    const kits = await loadKits(program, 3);
    await load(program, kits, 500);
    const ballast = fill(disk, 0);
    const seen = await untilReady(program, false);
    expect(seen).toMatchObject({ status: 503 });
    const before = acknowledgedOf(kits);
    await sleep(1000);
    expect(acknowledgedOf(kits)).toBeGreaterThan(before);
    // While the store opens its file again a reader is told to come back; it gets its answer between two attempts.
    const read = await eventually(
      () => readBack(program).catch(() => []),
      (lines) => lines.length > 0,
      10_000,
    );
    expect(read.length).toBeGreaterThan(0);
    expect(imbalance(await booksOf(program))).toBe(0);

    rmSync(ballast);
    expect(await untilReady(program, true)).toMatchObject({ status: 200, reasons: [] });
    await expectAllThere(program, kits);
  });
});
