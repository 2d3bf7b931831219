import { type ExpandedUncertainty, expandedUncertainty } from './equivalence.ts';
import { hourlyMeans } from './hourly.ts';
import { type Compared, dailyPairs, HOURLY, type Pair, type Pairing, pairsOf } from './pairs.ts';
import { type Agreement, agreementOf } from './statistics.ts';
import {
  EPA_PM25_TARGETS,
  EPA_SOURCE,
  INDICATIVE_BARS,
  INDICATIVE_SOURCE,
  type IndicativeBar,
  meets,
  type Target,
} from './targets.ts';

/** A target and whether it is met; undefined where that could not be told. */
export interface JudgedTarget extends Target {
  readonly met: boolean | undefined;
}

/** The Directive's bar, with the uncertainty found at the limit value; undefined for too few pairs. */
export interface JudgedBar extends IndicativeBar {
  readonly found: ExpandedUncertainty | undefined;
  readonly met: boolean | undefined;
}

/** What a kit beside an official station showed. */
export interface CoLocation {
  readonly pairing: Pairing;
  readonly pairs: readonly Pair[];
  /** Pairs of the reference's hours in the time that both ran; of its readings when paired by the nearest. */
  readonly completeness: number;
  readonly agreement: Agreement | undefined;
  readonly days: readonly Pair[];
  readonly daily: Agreement | undefined;
  /** EPA's targets over hourly pairs and over days; empty for other phenomena than PM2.5. */
  readonly targets: { readonly hourly: readonly JudgedTarget[]; readonly daily: readonly JudgedTarget[] };
  readonly indicative: readonly JudgedBar[];
  /** Where targets and bars stand. */
  readonly sources: { readonly targets: string; readonly indicative: string };
}

function judged(agreement: Agreement | undefined, phenomenon: string): JudgedTarget[] {
  if (phenomenon !== 'pm2_5') return [];
  return EPA_PM25_TARGETS.map((target) => ({
    ...target,
    met: agreement === undefined ? undefined : meets(agreement, target),
  }));
}

function bars(phenomenon: string, hourly: readonly Pair[], daily: readonly Pair[]): JudgedBar[] {
  return INDICATIVE_BARS.filter((bar) => bar.phenomenon === phenomenon && bar.averaging !== 'year').map(
    (bar) => {
      const found = expandedUncertainty(bar.averaging === 'hour' ? hourly : daily, bar.limit);
      return { ...bar, found, met: found === undefined ? undefined : found.absolute <= bar.absolute };
    },
  );
}

function shareOf({ reference, sensor, phenomenon }: Compared, pairs: readonly Pair[]): number {
  const [ours, theirs] = [hourlyMeans(sensor, phenomenon), hourlyMeans(reference, phenomenon)];
  const [from, to] = [ours[0]?.hour ?? 0, ours.at(-1)?.hour ?? -1];
  const common = theirs.filter(({ hour }) => hour >= from && hour <= to).length;
  return common === 0
    ? 0
    : Math.min(1, new Set(pairs.map(({ time }) => Math.floor(time / 3_600_000))).size / common);
}

/**
 * The co-location report of a kit and an official station: pairs, how they agree, EPA's targets and the Directive's bar for
 * indicative measurements beside it. A year's bar is not judged by a co-location of days.
 */
export function coLocationOf(compared: Compared, pairing: Pairing = HOURLY): CoLocation {
  const pairs = pairsOf(compared, pairing);
  const days = pairing.by === 'hour' ? dailyPairs(pairs) : [];
  const [agreement, daily] = [agreementOf(pairs), agreementOf(days)];
  const { phenomenon } = compared;
  return {
    pairing,
    pairs,
    completeness: shareOf(compared, pairs),
    agreement,
    days,
    daily,
    targets: { hourly: judged(agreement, phenomenon), daily: judged(daily, phenomenon) },
    indicative: bars(phenomenon, pairs, days),
    sources: { targets: EPA_SOURCE, indicative: INDICATIVE_SOURCE },
  };
}
