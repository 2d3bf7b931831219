import { setTimeout as sleep } from 'node:timers/promises';
import type { Row, StoredReading } from '../../domain/reading.ts';
import type { AppendResult, FlagChange, ReadingStore } from '../../stores/contract.ts';
import { patiently, type Span } from './days.ts';

/** Values of one batch. */
const POINTS = 10_000;
/** The longest rest between two batches, ms: as long as the batch took, so that half of the time is left to others. */
const LONGEST_REST = 250;
/** Attempts for one batch, some seconds apart, before the move ends. */
const ATTEMPTS = 60;

/** All bits of a mask of flags. */
const MASK = 0xffff;

interface Target {
  readonly store: Pick<ReadingStore, 'flag'>;
  readonly fill: (rows: readonly Row[]) => Promise<AppendResult>;
}

interface Copying {
  readonly source: ReadingStore;
  readonly target: Target;
  readonly kit: string;
  readonly span: Span;
}

/** Readings as rows: those that follow each other with one channel, time and arrival are one. */
function rowsOf(readings: readonly StoredReading[]): Row[] {
  const rows: Row[] = [];
  let row: Row | undefined;
  for (const { kit, channel, time, received, phenomenon, value, flags } of readings) {
    if (row?.channel !== channel || row.time !== time || row.received !== received) {
      row = { kit, channel, time, received, phenomena: [], values: [], flags: [] };
      rows.push(row);
    }
    row.phenomena.push(phenomenon);
    row.values.push(value);
    row.flags.push(flags);
  }
  return rows;
}

/** The source's flags for readings that stand in the target already. */
function flagsOf(rows: readonly Row[], { duplicates }: AppendResult): FlagChange[] {
  return duplicates.map(({ row, at }) => {
    const { kit, channel, time, phenomena, flags } = rows[row] as Row;
    const set = flags[at] as number;
    return { kit, channel, time, phenomenon: phenomena[at] as string, set, clear: MASK & ~set };
  });
}

/** Copies what a store has of a kit in a span. Of readings that stand in the other store already, the flags follow. */
export async function copySpan({ source, target, kit, span }: Copying): Promise<number> {
  return await patiently(async () => {
    let copied = 0;
    let waiting: StoredReading[] = [];
    const flush = async (): Promise<void> => {
      const began = performance.now();
      copied += await fillUntilTaken(target, rowsOf(waiting));
      waiting = [];
      await sleep(Math.min(LONGEST_REST, performance.now() - began));
    };
    for await (const chunk of source.scan({ kits: [kit], ...span })) {
      for (const reading of chunk) waiting.push(reading);
      if (waiting.length >= POINTS) await flush();
    }
    if (waiting.length > 0) await flush();
    return copied;
  });
}

async function fillUntilTaken({ store, fill }: Target, rows: readonly Row[]): Promise<number> {
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await fill(rows);
    const { accepted, retry, duplicates } = result;
    if (retry === undefined) {
      if (duplicates.length > 0) await store.flag(flagsOf(rows, result));
      return accepted;
    }
    reason = retry.reason;
    await sleep(Math.min(5000, retry.afterMs));
  }
  throw new Error(`the store does not take readings: ${reason}`);
}
