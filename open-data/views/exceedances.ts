import type { AirStandard, StandardSet } from '../../analysis/air/standard.ts';
import type { NotEnough } from '../../analysis/not-enough.ts';
import type { KitAir } from '../hours/air-series.ts';
import type { LongMean, StandardYear } from '../hours/year-air.ts';
import type { CountedView, ExceedancesView, MeanView } from '../schemas/exceedances.ts';
import { missingView } from './missing.ts';
import { unitOf } from './reading.ts';

const iso = (ms: number) => new Date(ms).toISOString();

function aboutOf({ id, kind, pollutant, value, source }: AirStandard, air: KitAir) {
  const basis = air.measured.get(pollutant)?.basis ?? null;
  return { id, kind, pollutant, value, unit: unitOf(pollutant), source, basis };
}

function meanOf(mean: LongMean | NotEnough): MeanView['mean'] {
  if (!mean.enough) return { enough: false, missing: mean.missing.map(missingView) };
  return { enough: true, value: mean.value };
}

function standardView(year: StandardYear, air: KitAir): CountedView | MeanView {
  if ('mean' in year) {
    const { standard, mean, met = null } = year;
    return { ...aboutOf(standard, air), averaging: standard.averaging, mean: meanOf(mean), met };
  }
  const { standard, report, episodes, missing } = year;
  return {
    ...aboutOf(standard, air),
    ...{ averaging: standard.averaging, allowed: report.allowed },
    exceeded: report.exceeded.map(({ at, value }) => ({ at: typeof at === 'number' ? iso(at) : at, value })),
    ...(episodes && {
      episodes: episodes.map(({ from, to, peak }) => ({ from: iso(from), to: iso(to), peak })),
    }),
    ...{ counted: report.counted, of: report.of, verdict: report.verdict },
    missing: missing === undefined ? null : missingView(missing),
  };
}

/** One set of standards with how a kit's year stands against each. */
export function standardSetView(
  { set, standards }: { readonly set: StandardSet; readonly standards: readonly StandardYear[] },
  air: KitAir,
): ExceedancesView['sets'][number] {
  const { id, names, from = null, until = null } = set;
  return { id, names: { ...names }, from, until, standards: standards.map((one) => standardView(one, air)) };
}
