import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import type { QueryGate } from '../query-gate.ts';
import { compareText } from '../sorting.ts';
import { Cursor } from './cursor.ts';
import type { Readers } from './readers.ts';
import { planSlices, type Slice, sliceSql } from './scan-plan.ts';
import { SideBySide } from './side-by-side.ts';
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

const BLANK: StoredReading = {
  kit: '',
  phenomenon: '',
  channel: '',
  time: 0,
  value: 0,
  flags: 0,
  received: 0,
};

type Take = (reading: Readonly<StoredReading>) => void;

/** Gives every reading of a kit and time, in order, and goes on; how many there were. */
async function visitShared(
  cursors: readonly Cursor[],
  { kit, time }: Pick<Cursor, 'kit' | 'time'>,
  take: Take,
): Promise<number> {
  const readings: StoredReading[] = [];
  const keep = (reading: StoredReading) => readings.push({ ...reading });
  for (const cursor of cursors) {
    while (cursor.kit === kit && cursor.time === time) {
      cursor.each({ ...BLANK }, keep);
      if (!cursor.step()) await cursor.load();
    }
  }
  for (const reading of readings.sort(byChannelAndPhenomenon)) take(reading);
  return readings.length;
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

/** The same, for a slice that may never be read: its failure is told to whoever awaits it, and to nobody else. */
function openAhead(readers: Readers, query: ReadingQuery, slice: Slice | undefined): Promise<Cursor[]> {
  const opening = slice === undefined ? Promise.resolve([]) : openSlice(readers, query, slice);
  opening.catch(() => undefined);
  return opening;
}

/** Gives the readings of a slice in order; tells how many, every few thousand. */
async function* visitSlice(cursors: readonly Cursor[], take: Take): AsyncGenerator<number> {
  const reading = { ...BLANK };
  const together = new SideBySide(cursors);
  let n = 0;
  for (let next = nextOf(cursors); next !== undefined; next = nextOf(cursors)) {
    const given = together.visit(next, reading, take);
    n += given ?? (await visitShared(cursors, { kit: next.kit, time: next.time }, take));
    if (n < CHUNK) continue;
    yield n;
    n = 0;
  }
  if (n > 0) yield n;
}

/** What a scan works with. */
export interface Scanning {
  readonly readers: Readers;
  /** Bounds how many scans are under way. */
  readonly open: QueryGate;
}

/**
 * See `ReadingStore.visit`. Within a scan, every slice takes a slot of `readers` only while it is queried, so that a slow or
 * abandoned reader keeps nobody out.
 */
export async function* visitReadings(
  { readers, open }: Scanning,
  query: ReadingQuery,
  take: Take,
): AsyncGenerator<number> {
  const leave = await open.enter();
  try {
    const slices = await readers.run((database, connection) => planSlices(database, connection, query));
    let ahead = openAhead(readers, query, slices[0]);
    for (let n = 0; n < slices.length; n++) {
      const cursors = await ahead;
      // The next slice is queried while this one is read.
      ahead = openAhead(readers, query, slices[n + 1]);
      yield* visitSlice(cursors, take);
    }
  } finally {
    leave();
  }
}

/** See `ReadingStore.scan`. */
export async function* scanReadings(
  scanning: Scanning,
  query: ReadingQuery,
): AsyncGenerator<StoredReading[]> {
  let chunk: StoredReading[] = [];
  const keep = (reading: StoredReading) => chunk.push({ ...reading });
  for await (const _ of visitReadings(scanning, query, keep)) {
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
