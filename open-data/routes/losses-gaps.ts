import type { Holding, SeriesQuery } from '../../stores/contract.ts';

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;
/** A kit that is silent for less has no gap, however often it sends. */
const LEAST = 5 * MINUTE;
/** Intervals without a message that make a gap. */
const MISSED = 3;
/** Quantities looked at at most: a kit that sends none of them is silent. */
const QUANTITIES = 8;
/** Minutes with readings that it takes to call their distance usual. */
const ENOUGH = 6;

/** A time without readings. */
export interface Gap {
  /** UTC ms of the minutes of the reading before and the one after; `to` is undefined while it lasts. */
  readonly from: number;
  readonly to: number | undefined;
  /** Messages that would usually have come; undefined where nothing is usual. */
  readonly lost: number | undefined;
}

/** The silences of a kit, and how often it sends: as given, else as far as its readings tell. */
export interface Silences {
  readonly usual: number | undefined;
  /** Newest first. */
  readonly gaps: readonly Gap[];
}

/** The reads of the store that gaps are found with. */
export interface GapSource {
  holdings(kits: readonly string[]): Promise<readonly Holding[]>;
  series(query: SeriesQuery): Promise<readonly { readonly time: number }[]>;
}

function usualOf(minutes: readonly number[]): number | undefined {
  if (minutes.length < ENOUGH) return undefined;
  const apart = minutes.slice(1).map((minute, i) => minute - (minutes[i] as number));
  return apart.sort((a, b) => a - b)[Math.floor(apart.length / 2)];
}

/** Silences between minutes with readings, oldest first. */
function between(minutes: readonly number[], usual: number | undefined, now: number): Gap[] {
  const limit = Math.max(LEAST, MISSED * (usual ?? 0));
  const gaps: Gap[] = [];
  for (let i = 0; i < minutes.length; i++) {
    const from = minutes[i] as number;
    const next = minutes[i + 1];
    const length = (next ?? now) - from;
    if (length <= limit) continue;
    const lost = usual === undefined ? undefined : Math.max(0, Math.round(length / usual) - 1);
    gaps.push({ from, to: next, lost });
  }
  return gaps;
}

/** A kit's holdings of the span; those with most readings first. */
async function fullest(source: GapSource, kit: string, from: number): Promise<readonly Holding[]> {
  const held = await source.holdings([kit]);
  return held.filter(({ last }) => last >= from).sort((a, b) => b.n - a.n);
}

/**
 * When a kit sent nothing in the seven days before `now`, to the minute: longer than five minutes and than three of its
 * intervals. Readings of any quantity end a silence; another quantity is looked at only while silences are left.
 */
export async function silencesOf(
  source: GapSource,
  { kit, usual: told, now }: { kit: string; usual: number | undefined; now: number },
): Promise<Silences> {
  const start = Math.floor((now - WEEK) / MINUTE) * MINUTE;
  const held = await fullest(source, kit, start);
  const phenomena = [...new Set(held.map(({ phenomenon }) => phenomenon))].slice(0, QUANTITIES);
  const minutes = new Set<number>();
  // What was stored before the span ends no silence, but shows that the kit was there.
  if (held.some(({ first }) => first < start)) minutes.add(start);
  let found: Silences = { usual: told, gaps: [] };
  for (const phenomenon of phenomena) {
    const buckets = await source.series({ kits: [kit], phenomenon, from: start, to: now, bucketMs: MINUTE });
    for (const { time } of buckets) if (time >= start) minutes.add(time);
    const sorted = [...minutes].sort((a, b) => a - b);
    const usual = told ?? usualOf(sorted);
    found = { usual, gaps: between(sorted, usual, now).reverse() };
    if (found.gaps.length === 0) break;
  }
  return found;
}
