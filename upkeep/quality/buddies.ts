import { type BuddyRule, checkBuddies } from '../../analysis/quality/buddy.ts';
import { buddyRuleOf } from '../../analysis/quality/buddy-rules.ts';
import { LEVELS } from '../../analysis/quality/level.ts';
import type { Observation } from '../../analysis/quality/neighbours.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import type { HourMeans, HourSeries } from './hour-means.ts';
import type { Neighbour } from './neighbourhood.ts';

const HOUR = 3_600_000;

/** An hour whose readings have to carry the flag, or no more. */
export interface BuddyChange {
  readonly kit: string;
  readonly phenomenon: string;
  readonly channel: string;
  /** UTC ms. */
  readonly hour: number;
  readonly flagged: boolean;
}

/** What the comparison works with. */
export interface Comparison {
  readonly store: Pick<ReadingStore, 'sums'>;
  readonly means: HourMeans;
  readonly neighbours: ReadonlyMap<string, Neighbour>;
  /** Hours of the day, 0 to 23, in which anything is judged. */
  readonly hours: readonly number[];
  isDue(kit: string, hour: number): boolean;
}

/** Adds the hours of neighbours that are not judged themselves, from roll-ups. Hours with a bad reading are nobody's buddy. */
async function addRolled(comparison: Comparison, phenomenon: string, kits: readonly string[]): Promise<void> {
  const { store, means, hours, isDue } = comparison;
  const spans = hours.map((hour) => ({
    from: means.day + hour * HOUR,
    to: means.day + (hour + 1) * HOUR,
  }));
  const query = { kits, phenomenon, bucketMs: HOUR, source: 'hours', spans } as const;
  for (const { kit, channel, time, n, sum, bad = 0 } of await store.sums(query))
    if (bad === 0 && !isDue(kit, time))
      means.seriesOf(phenomenon, kit, channel).add(means.hourOf(time), n, sum);
}

/** Neighbours of the kits that have something to be judged, where an hour of theirs is not. */
function notDue({ neighbours, hours, means, isDue }: Comparison, series: readonly HourSeries[]): string[] {
  const wanted = new Set<string>();
  for (const { kit } of series) for (const near of neighbours.get(kit)?.near ?? []) wanted.add(near);
  return [...wanted].filter((kit) => hours.some((hour) => !isDue(kit, means.day + hour * HOUR)));
}

/** For each series the places of the first series of each kit near. */
function nearOf(series: readonly HourSeries[], neighbours: Comparison['neighbours']): number[][] {
  const first = new Map<string, number>();
  for (const [i, { kit }] of series.entries()) if (!first.has(kit)) first.set(kit, i);
  return series.map(({ kit }) =>
    (neighbours.get(kit)?.near ?? []).flatMap((near) => {
      const place = first.get(near);
      return place === undefined ? [] : [place];
    }),
  );
}

function observations(
  series: readonly HourSeries[],
  { neighbours }: Comparison,
  hour: number,
): readonly Observation[] {
  return series.map((one) => {
    const kit = neighbours.get(one.kit)?.kit;
    const { lat, lon } = kit?.position ?? { lat: Number.NaN, lon: Number.NaN };
    return { lat, lon, value: one.mean(hour), unchecked: kit?.official === true };
  });
}

function* compare(
  comparison: Comparison,
  phenomenon: string,
  { series, rule }: { series: readonly HourSeries[]; rule: BuddyRule },
): Generator<BuddyChange> {
  const { means, hours } = comparison;
  const near = nearOf(series, comparison.neighbours);
  for (const hour of hours) {
    const levels = checkBuddies(observations(series, comparison, hour), rule, near);
    for (const [i, { kit, channel, flagged, plain }] of series.entries()) {
      const found = levels[i] === LEVELS.suspect;
      // What is not judged has counted neither.
      if (((found ? plain : flagged)[hour] as number) === 0) continue;
      yield { kit, phenomenon, channel, hour: means.day + hour * HOUR, flagged: found };
    }
  }
}

/**
 * Compares the judged hours of every kit with its neighbours' means. Only those hours are judged: a neighbour that was judged before
 * is not judged again because this kit came late.
 */
export async function* compareBuddies(comparison: Comparison): AsyncGenerator<BuddyChange> {
  const { means } = comparison;
  for (const phenomenon of means.phenomena()) {
    const rule = buddyRuleOf(phenomenon);
    if (rule === undefined) continue;
    const others = notDue(comparison, means.of(phenomenon));
    if (others.length > 0) await addRolled(comparison, phenomenon, others);
    yield* compare(comparison, phenomenon, { series: means.of(phenomenon), rule });
  }
}
