import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { firstSeqOf } from '../../journal/segments/names.ts';
import { scanSegment } from '../../journal/segments/scan.ts';
import type { Source } from './files.ts';

/** Files of the journal, held open: they can be read whatever is deleted meanwhile. */
export interface HeldJournal {
  /** Content of `cursors.json`. */
  readonly cursors: string;
  readonly segments: readonly { readonly name: string; readonly fd: number }[];
}

/** Up to where every consumer has what it needs; 0 where none has said so yet. */
function lowestOf(cursors: string): number {
  const { consumers } = JSON.parse(cursors) as { consumers: Record<string, number> };
  const seqs = Object.values(consumers);
  return seqs.length === 0 ? 0 : Math.min(...seqs);
}

function cursorsOf(directory: string): string {
  const path = join(directory, 'cursors.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : '{"version":1,"consumers":{}}\n';
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Opens the segments that some consumer still needs, and one before them, in which a start looks for what was sent twice.
 * To be called right after the snapshot of the readings, without awaiting anything between: what the snapshot does not have
 * cannot have been released yet.
 */
export function holdJournal(directory: string): HeldJournal {
  const cursors = cursorsOf(directory);
  const lowest = lowestOf(cursors);
  const firsts = readdirSync(directory)
    .flatMap((name) => firstSeqOf(name) ?? [])
    .sort((a, b) => a - b);
  const needed = firsts.findIndex((_, n) => (firsts[n + 1] ?? Number.POSITIVE_INFINITY) - 1 > lowest);
  const names = readdirSync(directory).filter(
    (name) => (firstSeqOf(name) ?? -1) >= (firsts[Math.max(0, needed - 1)] ?? 0),
  );
  const segments = names.sort().flatMap((name) => {
    const fd = openIfThere(join(directory, name));
    return fd === undefined ? [] : { name, fd };
  });
  return { cursors, segments };
}

/** What there is of an open segment now. */
export function segmentSource(fd: number): Source {
  return { fd, bytes: fstatSync(fd).size };
}

/**
 * Cuts a copied segment behind its last whole frame: what stands behind was being written while it was copied, and had not
 * been acknowledged. Gives the last sequence in it.
 */
export function trimSegment(path: string): number {
  const fd = openSync(path, 'r+');
  try {
    const { last, end } = scanSegment(fd, fstatSync(fd).size, firstSeqOf(basename(path)) ?? 0);
    ftruncateSync(fd, end);
    return last;
  } finally {
    closeSync(fd);
  }
}
