import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Holder, lockFolder } from '../lock.ts';
import { copySummed, type OnBytes, syncPath, syncSummed } from './files.ts';
import { trimSegment } from './journal-files.ts';
import { type BackupFile, type Manifest, readManifest } from './manifest.ts';

export interface RestoreOptions {
  readonly backup: string;
  /** The data folder to make. */
  readonly data: string;
  readonly onBytes: OnBytes;
}

/** Stays in the backup: settings are for the operator to take over. */
const SETTINGS = 'settings.env';

function isHeld(lock: (() => void) | Holder): lock is Holder {
  return typeof lock !== 'function';
}

/** Copies one file of the backup and compares it with the manifest; words where it is not what was backed up. */
async function bringBack(file: BackupFile, options: RestoreOptions): Promise<string | undefined> {
  const { backup, data, onBytes } = options;
  const from = join(backup, file.path);
  if (!existsSync(from)) return `${file.path} is missing from the backup.`;
  const summed =
    file.path === SETTINGS
      ? await syncSummed(from, onBytes)
      : await copySummed({ path: from }, join(data, file.path), onBytes);
  if (summed.bytes === file.bytes && summed.sha256 === file.sha256) return undefined;
  return `${file.path} is not what was backed up: it has ${summed.bytes} bytes and SHA-256 ${summed.sha256}, the manifest has ${file.bytes} and ${file.sha256}.`;
}

async function bringBackAll(manifest: Manifest, options: RestoreOptions): Promise<string | undefined> {
  mkdirSync(join(options.data, 'journal'), { mode: 0o700 });
  for (const file of manifest.files) {
    const fault = await bringBack(file, options);
    if (fault !== undefined) return fault;
  }
  const segments = manifest.files.filter(({ path }) => path.endsWith('.journal')).map(({ path }) => path);
  const last = segments.sort().at(-1);
  const reaches = last === undefined ? 0 : trimSegment(join(options.data, last));
  if (reaches < manifest.acknowledged)
    return `The journal in the backup ends with ${reaches}, before ${manifest.acknowledged}, which had been acknowledged.`;
  await syncPath(join(options.data, 'journal'));
  await syncPath(options.data);
  return undefined;
}

/**
 * Makes a data folder of a backup, after comparing every file with the manifest. Gives the manifest, or words of what is in the way;
 * then nothing is left in the folder.
 */
export async function restore(options: RestoreOptions): Promise<Manifest | string> {
  const manifest = readManifest(options.backup);
  if (typeof manifest === 'string') return manifest;
  const { data } = options;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (readdirSync(data).length > 0)
    return `The data folder ${data} is not empty. Move it away, or set SUPERILLA_DATA to another one.`;
  const lock = lockFolder(data);
  if (isHeld(lock)) return `Process ${lock.pid} holds ${data}.`;
  let fault: string | undefined = 'cut short';
  try {
    fault = await bringBackAll(manifest, options);
    return fault ?? manifest;
  } finally {
    if (fault !== undefined) for (const { path } of manifest.files) rmSync(join(data, path), { force: true });
    if (fault !== undefined) rmSync(join(data, 'journal'), { recursive: true, force: true });
    lock();
  }
}
