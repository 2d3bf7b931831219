import { Worker } from 'node:worker_threads';
import type { OpenedJournal } from './contract.ts';
import type { FromThread, ThreadOptions } from './messages.ts';
import { ThreadedJournal } from './threaded-journal.ts';

const MEBIBYTE = 1024 * 1024;
const HOUR = 3_600_000;

export interface JournalOptions {
  /** Made where it is missing. One process at a time: the caller holds the lock. */
  readonly directory: string;
  /** Who must have released a frame before it may go; at least one. */
  readonly consumers: readonly string[];
  /** Size at which a new segment is begun; 64 MiB. */
  readonly segmentBytes?: number;
  /** Free space below which nothing is written; 64 MiB. */
  readonly floorBytes?: number;
  /** Unsynced bytes above which the journal calls itself stalled; 64 MiB. */
  readonly pendingBytes?: number;
  /** How long segments stay readable that no consumer needs, ms, counted from their last frame; 0 keeps none. */
  readonly keepMs?: number;
  /** How much of them stays, bytes; the oldest go first. The archive gives way to everything else on a disk that gets short. */
  readonly keepBytes?: number;
  /** Between two removals of what was erased from closed segments, ms; 6 hours. The first comes after a minute at most. */
  readonly scrubMs?: number;
  /** The newest sequence that a consumer knows by a mark of its own; new frames are numbered above it. */
  readonly above?: number;
  /** Told when acknowledging stops, in words, and with undefined when it goes on. */
  readonly onTrouble?: (words: string | undefined) => void;
  /** Told that the journal's thread has died: nothing is acknowledged any more, and only a new process helps. */
  readonly onDeath?: (error: Error) => void;
  /** Told what an operator should know: damage found, what was cut off and kept. */
  readonly log?: (words: string) => void;
}

/**
 * Opens the journal of a directory and starts its thread. A torn or damaged end is cut behind the last whole frame.
 * Rejects when the directory cannot be used or a later version of the format wrote it.
 */
export async function openJournal(options: JournalOptions): Promise<OpenedJournal> {
  const { directory, consumers, segmentBytes = 64 * MEBIBYTE, floorBytes = 64 * MEBIBYTE } = options;
  const { pendingBytes = 64 * MEBIBYTE, above = 0, keepMs = 0, scrubMs = 6 * HOUR } = options;
  const { onTrouble = () => {}, onDeath = () => {}, log = () => {} } = options;
  const keepBytes = keepMs === 0 ? 0 : (options.keepBytes ?? 1024 * MEBIBYTE);
  if (consumers.length === 0)
    throw new RangeError('A journal without consumers would delete what nobody has read.');
  const workerData: ThreadOptions = { directory, consumers, segmentBytes, floorBytes, keepMs, keepBytes };
  const thread = new Worker(threadFile(), { workerData, name: 'journal' });
  const opened = await whenOpened(thread, log);
  const last = Math.max(opened.last, opened.newest, above);
  return new ThreadedJournal({ thread, opened, last, pendingBytes, scrubMs, log, onTrouble, onDeath });
}

/** Threads run built code, also when this file runs from source in a test. */
function threadFile(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? '../dist/journal/worker.js' : './worker.js',
    import.meta.url,
  );
}

function whenOpened(
  thread: Worker,
  log: (words: string) => void,
): Promise<Extract<FromThread, { kind: 'opened' }>> {
  return new Promise((resolve, reject) => {
    thread.on('error', reject);
    thread.on('message', function hear(message: FromThread) {
      if (message.kind === 'log') log(message.words);
      if (message.kind !== 'opened') return;
      thread.off('message', hear);
      thread.off('error', reject);
      resolve(message);
    });
  });
}
