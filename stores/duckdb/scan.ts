import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import type { QueryGate } from '../query-gate.ts';
import { compareText } from '../sorting.ts';
import { Cursor } from './cursor.ts';
import type { Readers } from './readers.ts';
import { planSlices, type Slice, sliceSql } from './scan-plan.ts';
import { sourcesFor } from './sources.ts';

/** Readings a chunk has before it is handed out. */
const CHUNK = 4096;

function byChannelAndPhenomenon(a: StoredReading, b: StoredReading): number {
  return compareText(a.channel, b.channel) || comparePhenomena(a.phenomenon, b.phenomenon);
}

/** The cursor whose row comes next. */
function nextOf(cursors: readonly Cursor[]): Cursor | undefined {
  let next: Cursor | undefined;
  for (const cursor of cursors) {
    if (next === undefined || cursor.kit < next.kit || (cursor.kit === next.kit && cursor.time < next.time)) {
      next = cursor;
    }
  }
  return next === undefined || next.kit === Number.POSITIVE_INFINITY ? undefined : next;
}

/** Adds every reading of the next kit and time to `into`, in order; false when there is none left. */
async function takeInstant(cursors: readonly Cursor[], into: StoredReading[]): Promise<boolean> {
  const first = nextOf(cursors);
  if (first === undefined) return false;
  const { kit, time } = first;
  const start = into.length;
  let rows = 0;
  for (const cursor of cursors) {
    while (cursor.kit === kit && cursor.time === time) {
      cursor.take(into);
      rows += 1;
      if (!cursor.step()) await cursor.load();
    }
  }
  if (rows > 1) into.push(...into.splice(start).sort(byChannelAndPhenomenon));
  return true;
}

/** Queries every table of a slice; the results are held until they are read, the slot is not. */
function openSlice(readers: Readers, query: ReadingQuery, slice: Slice): Promise<Cursor[]> {
  return readers.run(async (database, connection) => {
    const cursors: Cursor[] = [];
    for (const source of sourcesFor(database, query)) {
      const result = await connection.run(sliceSql(source, slice));
      const cursor = new Cursor(database, source, result);
      await cursor.load();
      cursors.push(cursor);
    }
    return cursors;
  }, true);
}

/**
 * See `ReadingStore.scan`. `open` bounds how many scans are under way; within one, every slice takes a slot of `readers` only
 * while it is queried, so that a slow or abandoned reader keeps nobody out.
 */
export async function* scanReadings(
  readers: Readers,
  open: QueryGate,
  query: ReadingQuery,
): AsyncGenerator<StoredReading[]> {
  const leave = await open.enter();
  try {
    const slices = await readers.run((database, connection) => planSlices(database, connection, query));
    let chunk: StoredReading[] = [];
    for (const slice of slices) {
      const cursors = await openSlice(readers, query, slice);
      while (await takeInstant(cursors, chunk)) {
        if (chunk.length < CHUNK) continue;
        yield chunk;
        chunk = [];
      }
    }
    if (chunk.length > 0) yield chunk;
  } finally {
    leave();
  }
}
