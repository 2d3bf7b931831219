import type { Segment } from './segments/segment-log.ts';

/** Segments written to within this time are looked at again at a start, ms: MQTT packets may be sent again for as long. */
const RECENT = 600_000;

/** See `Journal.lookBack`. */
export function lookBack(segments: readonly Readonly<Segment>[], seq: number, now: number): number {
  const at = segments.findLastIndex(({ first }) => first <= seq);
  const segment = segments[at];
  if (segment === undefined) return seq;
  const before = segments[at - 1];
  const { first } = before !== undefined && now - before.written < RECENT ? before : segment;
  return first - 1;
}
