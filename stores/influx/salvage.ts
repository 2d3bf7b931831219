import type { Refused } from '../contract.ts';
import { InfluxError } from './failure.ts';
import { type Entry, lineOf } from './lines.ts';

type Send = (lines: string[]) => Promise<void>;

/** Limits of the server that its operator can raise: the readings are good. */
const MENDABLE = /max-(series|values)|limit exceeded|timeout/i;

/** Whether the answer speaks about some of the lines, not about the server or the way to it. */
function aboutLines(error: unknown): error is InfluxError {
  if (!(error instanceof InfluxError) || MENDABLE.test(error.message)) return false;
  return error.status === 400 || error.status === 413 || error.status === 422;
}

/** Whether the server says that it dropped as many lines as it got. */
function droppedAll({ message }: InfluxError, lines: number): boolean {
  const dropped = /field type conflict.*dropped=(\d+)|beyond retention policy.*dropped=(\d+)/.exec(message);
  return dropped !== null && Number(dropped[1] ?? dropped[2]) === lines;
}

/** One entry for each reading, those of one phenomenon together and in order of time: conflicts of types are by field and shard. */
function byPhenomenon(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const point of entry.points) {
      const group = groups.get(point.phenomenon) ?? [];
      group.push({ ...entry, points: [point] });
      groups.set(point.phenomenon, group);
    }
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.time - b.time));
}

/** Sends entries of one reading each; halves what is refused until it is known which. */
async function narrow(entries: readonly Entry[], send: Send): Promise<Refused[]> {
  try {
    await send(entries.map(lineOf));
    return [];
  } catch (error) {
    if (!aboutLines(error)) throw error;
    if (entries.length === 1 || droppedAll(error, entries.length)) {
      const reason = error.message;
      return entries.flatMap(({ points }) => points.map(({ row, at }) => ({ row, at, reason })));
    }
    const half = entries.length >> 1;
    const first = await narrow(entries.slice(0, half), send);
    return [...first, ...(await narrow(entries.slice(half), send))];
  }
}

/**
 * Sends entries so that every reading that the server takes is stored, and gives those it refuses. Lines may be sent more
 * than once: the same line again changes nothing. Rejects where the server is away or refuses for another reason.
 */
export async function sendEntries(entries: readonly Entry[], send: Send): Promise<Refused[]> {
  if (entries.length === 0) return [];
  try {
    await send(entries.map(lineOf));
    return [];
  } catch (error) {
    if (!aboutLines(error)) throw error;
  }
  const refused: Refused[] = [];
  for (const group of byPhenomenon(entries)) refused.push(...(await narrow(group, send)));
  return refused;
}
