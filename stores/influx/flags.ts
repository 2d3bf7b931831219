import type { FlagChange } from '../contract.ts';
import { changedMask, mergeChanges } from '../flag-changes.ts';
import type { InfluxClient } from './client.ts';
import { flagsOf, ident, READINGS, within } from './influxql.ts';
import { keyOf } from './judge.ts';
import { seriesOf } from './lines.ts';
import { STATEMENTS, searches } from './look-up.ts';

/** Changes that are read and written in one go, while other writes wait. */
const STEP = 10_000;

/** Readings of one kit, channel and time that are to be changed, and the fields that come of it. */
interface Place {
  readonly kit: string;
  readonly channel: string;
  readonly time: number;
  readonly changes: Map<string, FlagChange>;
  readonly fields: string[];
}

/** The changes in steps, each close together in time; several of one reading are one. */
export function flagSteps(changes: readonly FlagChange[]): FlagChange[][] {
  const merged = mergeChanges(changes).sort((a, b) => a.time - b.time);
  const steps: FlagChange[][] = [];
  for (let at = 0; at < merged.length; at += STEP) steps.push(merged.slice(at, at + STEP));
  return steps;
}

function placesOf(changes: readonly FlagChange[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const change of changes) {
    const { kit, channel, time, phenomenon } = change;
    const key = keyOf(change);
    const place = places.get(key) ?? { kit, channel, time, changes: new Map(), fields: [] };
    places.set(key, place);
    place.changes.set(phenomenon, change);
  }
  return places;
}

/** Puts what changes of a row into its place. A value without flags is just being written, and none is no reading. */
function take(place: Place, phenomena: readonly string[], row: readonly unknown[]): void {
  for (const [n, phenomenon] of phenomena.entries()) {
    const change = place.changes.get(phenomenon);
    const [value, mask] = [row[2 * n], row[2 * n + 1]];
    if (change === undefined || typeof value !== 'number' || typeof mask !== 'number') continue;
    const changed = changedMask(mask, change);
    if (changed !== mask) place.fields.push(`${flagsOf(phenomenon)}=${changed}i`);
  }
}

/**
 * The lines that change the flags of stored readings: points of the same tags and time, with the fields of flags that become others
 * and nothing else. A point that has no value gets no flags.
 */
export async function flagLines(client: InfluxClient, changes: readonly FlagChange[]): Promise<string[]> {
  const places = placesOf(changes);
  const phenomena = [...new Set(changes.map(({ phenomenon }) => phenomenon))];
  const fields = phenomena.flatMap((id) => [ident(id), ident(flagsOf(id))]).join(', ');
  const statements = searches([...places.values()]).map(
    ({ kits, from, to }) =>
      `SELECT ${fields} FROM ${READINGS} WHERE ${within([...kits], from, to + 1)} GROUP BY "kit", "channel"`,
  );
  for (let n = 0; n < statements.length; n += STATEMENTS) {
    const query = statements.slice(n, n + STATEMENTS).join('; ');
    for await (const { tags, values } of client.query(query)) {
      const { kit = '', channel = '' } = tags;
      for (const [time, ...row] of values) {
        const place = places.get(keyOf({ kit, channel, time: Number(time) }));
        if (place !== undefined) take(place, phenomena, row);
      }
    }
  }
  return [...places.values()]
    .filter((place) => place.fields.length > 0)
    .map((place) => `${seriesOf(READINGS, place)} ${place.fields.join(',')} ${place.time}`);
}
