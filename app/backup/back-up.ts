import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRegistry } from '../../registry/copy.ts';
import type { House } from '../house.ts';
import { VERSION } from '../version.ts';
import { copySummed, syncPath, syncSummed } from './files.ts';
import { holdJournal, segmentSource } from './journal-files.ts';
import { type BackupFile, FORMAT, MANIFEST, type Manifest } from './manifest.ts';
import { settingsFile } from './settings.ts';

/** What a backup is busy with. */
export interface Step {
  /** Path in the backup. */
  file: string;
  /** Bytes of it that are written; those of the readings are looked up as they grow. */
  bytes: number;
}

interface Work {
  readonly house: House;
  readonly folder: string;
  readonly step: Step;
  readonly files: BackupFile[];
}

/** Readies the folder; words where it cannot be used. */
export function prepareFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length > 0)
      return `${folder} is not empty: give a folder that is, or one to be made.`;
    mkdirSync(join(folder, 'journal'), { mode: 0o700 });
    return undefined;
  } catch (error) {
    return `${folder} cannot be written by the server: ${String(error)}`;
  }
}

function begin({ step }: Work, file: string): (bytes: number) => void {
  step.file = file;
  step.bytes = 0;
  return (bytes) => {
    step.bytes += bytes;
  };
}

/** Sums up a file that stands in the folder. */
async function enter(work: Work, path: string): Promise<void> {
  const summed = await syncSummed(join(work.folder, path), begin(work, path));
  work.files.push({ path, ...summed });
}

/** Copies the readings, where the store has them in a file; gives the journal position that they reach. */
async function copyReadings(work: Work): Promise<number> {
  const { store } = work.house;
  if (store.snapshot === undefined) return store.watermark();
  begin(work, 'readings.duckdb');
  return store.snapshot(join(work.folder, 'readings.duckdb'));
}

async function copyJournal(work: Work, { cursors, segments }: ReturnType<typeof holdJournal>): Promise<void> {
  for (const { name, fd } of segments) {
    const path = `journal/${name}`;
    const summed = await copySummed(segmentSource(fd), join(work.folder, path), begin(work, path));
    work.files.push({ path, ...summed });
  }
  await writeFile(join(work.folder, 'journal/cursors.json'), cursors, { mode: 0o600 });
  await enter(work, 'journal/cursors.json');
}

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const draft = join(folder, `${MANIFEST}.new`);
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await syncPath(join(folder, 'journal'));
  await rename(draft, join(folder, MANIFEST));
  await syncPath(folder);
}

async function write(work: Work): Promise<Manifest> {
  const { house, folder, files } = work;
  const { config, journal } = house;
  const began = Date.now();
  const acknowledged = journal.state().durable;
  const watermark = await copyReadings(work);
  const held = holdJournal(join(config.SUPERILLA_DATA, 'journal'));
  if (house.store.snapshot !== undefined) await enter(work, 'readings.duckdb');
  await copyJournal(work, held);
  // Last, so that it knows every kit that the readings and the journal name.
  begin(work, 'registry.db');
  const registry = copyRegistry(
    join(config.SUPERILLA_DATA, 'registry.db'),
    join(folder, 'registry.db'),
    began,
  );
  await enter(work, 'registry.db');
  writeFileSync(join(folder, 'settings.env'), settingsFile(config), { mode: 0o600 });
  await enter(work, 'settings.env');
  const manifest: Manifest = {
    format: FORMAT,
    versions: { program: VERSION, registry },
    began: new Date(began).toISOString(),
    ended: new Date().toISOString(),
    store: config.SUPERILLA_STORE,
    ...{ acknowledged, watermark, files },
  };
  await writeManifest(folder, manifest);
  return manifest;
}

/**
 * Writes a backup of a house that goes on running into a folder that `prepareFolder` has readied. What was acknowledged before
 * the call is in it. The manifest comes last: a folder without one is no backup. Rejects where the disk or a store fails, and then leaves
 * nothing in the folder.
 */
export async function backUp(house: House, folder: string, step: Step): Promise<Manifest> {
  try {
    return await write({ house, folder, step, files: [] });
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

/** Bytes that the file at hand has so far. */
export function bytesOf(folder: string, { file, bytes }: Step): number {
  return Math.max(bytes, statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0);
}
