import type { Row } from '../../domain/reading.ts';
import type { Batch, Verdict } from '../contract.ts';
import type { Entry, Point } from './lines.ts';

/** A value that stands. */
export interface Standing {
  readonly value: number;
  readonly received: number;
  /** Set where this very reading may be what stands, from an attempt whose outcome was not seen. */
  mine: boolean;
}

/** What is known to stand at one kit, channel and time. */
export interface Known {
  readonly row: Row;
  /** The row's own arrival; undefined where nothing is written there yet. */
  received: number | undefined;
  /** Whether the store has to be asked. */
  readonly ask: boolean;
  readonly values: Map<string, Standing>;
}

/** What a batch comes to: what is to be written, and what is not. */
export interface Judgement {
  readonly entries: readonly Entry[];
  readonly duplicates: readonly Verdict[];
  readonly conflicts: readonly Verdict[];
}

/** What the store knows of its newest times, and how far it can be trusted. */
export interface Horizon {
  /** Newest time of that kit and channel; −∞ for none. */
  newest(kit: string, channel: string): number;
  /** Set where an attempt to write some of the batch may have succeeded: then every row is compared. */
  readonly doubt: boolean;
}

export function keyOf({ kit, channel, time }: Pick<Row, 'kit' | 'channel' | 'time'>): string {
  return `${kit}\n${channel}\n${time}`;
}

/**
 * The kits, channels and times of a batch at which something may stand already, in the store or in the batch itself: InfluxDB
 * overwrites, so that nothing is written there unseen. Rows beyond the newest time of their kit and channel are new for sure.
 */
export function suspects({ rows, late }: Batch, horizon: Horizon): Map<string, Known> {
  const known = new Map<string, Known>();
  const isLate = new Set(late);
  const reached = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const { kit, channel, time } = row;
    const series = `${kit}\n${channel}`;
    const stored = horizon.newest(kit, channel);
    const newest = Math.max(stored, reached.get(series) ?? stored);
    if (time > newest) reached.set(series, time);
    if (time > newest && !horizon.doubt && !isLate.has(index)) continue;
    const key = keyOf(row);
    const ask = horizon.doubt || time <= stored;
    if (!known.has(key)) known.set(key, { row, received: undefined, ask, values: new Map() });
  }
  return known;
}

/** Compares a batch with what stands and with itself, in order: the first stands. */
export function judge(
  rows: readonly Row[],
  known: ReadonlyMap<string, Known>,
  isMine: (row: Row) => boolean,
): Judgement {
  const times = new Set([...known.values()].map(({ row }) => row.time));
  const entries: Entry[] = [];
  const duplicates: Verdict[] = [];
  const conflicts: Verdict[] = [];
  for (const [index, row] of rows.entries()) {
    const at = times.has(row.time) ? known.get(keyOf(row)) : undefined;
    const points: Point[] = [];
    for (const point of pointsOf(row, index)) {
      const stands = stand(at, point, { row, mine: isMine(row) });
      if (stands === undefined) points.push(point);
      else {
        const verdict = { row: index, at: point.at, stored: stands.value };
        (stands.value === point.value ? duplicates : conflicts).push(verdict);
      }
    }
    if (points.length > 0) entries.push(entryOf(row, points, at));
  }
  return { entries, duplicates, conflicts };
}

function pointsOf({ phenomena, values, flags }: Row, row: number): Point[] {
  return phenomena.map((phenomenon, at) => ({
    row,
    at,
    phenomenon,
    value: values[at] as number,
    flags: flags[at] as number,
  }));
}

/** What stands instead of a reading; undefined where it is to be written. Of later ones, this one stands. */
function stand(
  at: Known | undefined,
  { phenomenon, value }: Point,
  { row, mine }: { readonly row: Row; readonly mine: boolean },
): Standing | undefined {
  const stands = at?.values.get(phenomenon);
  if (stands === undefined) {
    at?.values.set(phenomenon, { value, received: row.received, mine: false });
    return undefined;
  }
  // What was written before may be this reading itself; only one can be.
  const itself = mine && stands.mine && stands.value === value && stands.received === row.received;
  if (!itself) return stands;
  stands.mine = false;
  return undefined;
}

function entryOf(row: Row, points: readonly Point[], at: Known | undefined): Entry {
  const { kit, channel, time, received } = row;
  if (at !== undefined) at.received ??= received;
  const apart = at !== undefined && at.received !== received;
  return { kit, channel, time, received, apart, points };
}
