import { type Episode, episodes } from '../../analysis/air/episodes.ts';
import { EU_STANDARDS } from '../../analysis/air/eu-standards.ts';
import { type ExceedanceReport, exceedancesAmong, occasionsOf } from '../../analysis/air/exceedances.ts';
import { countedHours, type Hours, missingHours, type Pollutant } from '../../analysis/air/hour-value.ts';
import { peakSeason } from '../../analysis/air/peak-season.ts';
import type { AirStandard, CountedStandard, MeanStandard, StandardSet } from '../../analysis/air/standard.ts';
import { WHO_STANDARDS } from '../../analysis/air/who-standards.ts';
import { type YearAsked, yearSpan } from '../../analysis/air/year.ts';
import { yearMean } from '../../analysis/air/year-mean.ts';
import { COMPLETE, type Missing, type NotEnough } from '../../analysis/not-enough.ts';
import { remembered } from '../export/remember.ts';
import type { KitAir } from './air-series.ts';

/** Every set that a year is held against. */
export const STANDARD_SETS: readonly StandardSet[] = [...EU_STANDARDS, WHO_STANDARDS];

/** A long-term mean of a year. `certain`: no further value can raise it. */
export type LongMean =
  | { readonly enough: true; readonly value: number; readonly certain: boolean }
  | NotEnough;

/** How a year of one kit stands against one standard. `missing` says why nothing of it was counted. */
export type StandardYear =
  | {
      readonly standard: CountedStandard;
      readonly report: ExceedanceReport;
      /** Hours in a row above the value, where the standard is about such. */
      readonly episodes: readonly Episode[] | undefined;
      readonly missing: Missing | undefined;
    }
  | {
      readonly standard: MeanStandard;
      readonly mean: LongMean;
      /** Whether the value is kept; undefined while that is not decided. */
      readonly met: boolean | undefined;
    };

function longMean(pollutant: Pollutant, hours: Hours, asked: YearAsked) {
  return (averaging: string): LongMean => {
    if (averaging === 'peak_season') return peakSeason(pollutant, hours, asked);
    const found = yearMean(pollutant, hours, asked);
    return found.enough ? { ...found, certain: asked.now >= yearSpan(asked).end } : found;
  };
}

/** A mean above the value is none that keeps it, but that of a year can fall until the year is over. */
function isMet({ value, averaging }: MeanStandard, mean: LongMean): boolean | undefined {
  if (!mean.enough) return undefined;
  if (mean.certain) return mean.value <= value;
  return averaging === 'peak_season' && mean.value > value ? false : undefined;
}

function missingOf(
  { pollutant }: CountedStandard,
  report: ExceedanceReport,
  air: KitAir,
): Missing | undefined {
  const { counted, of, unit } = report;
  if (counted >= of * COMPLETE) return undefined;
  const missing = { ...missingHours(pollutant, counted, of), unit };
  if (air.trendOnly.has(pollutant)) return { ...missing, why: 'trend_only' };
  return air.measured.has(pollutant) ? { ...missing, why: 'incomplete' } : missing;
}

/**
 * How a calendar year of a kit stands against every standard, set by set. `air` has the year's hours, and for 8-hour means the seven
 * before it. What several standards share is made once.
 */
export function yearOfAir(
  air: KitAir,
  asked: YearAsked,
): { readonly set: StandardSet; readonly standards: readonly StandardYear[] }[] {
  const hoursOf = remembered((pollutant: Pollutant) =>
    countedHours(air.measured.get(pollutant)?.hours ?? []),
  );
  const occasions = remembered((pollutant: Pollutant) =>
    remembered((averaging: CountedStandard['averaging']) =>
      occasionsOf({ pollutant, averaging }, hoursOf(pollutant), asked),
    ),
  );
  const means = remembered((pollutant: Pollutant) =>
    remembered(longMean(pollutant, hoursOf(pollutant), asked)),
  );
  const judged = (standard: AirStandard): StandardYear => {
    if (!('allowed' in standard)) {
      const mean = means(standard.pollutant)(standard.averaging);
      return { standard, mean, met: isMet(standard, mean) };
    }
    const report = exceedancesAmong(standard, occasions(standard.pollutant)(standard.averaging), asked);
    const { averaging, consecutive } = standard;
    const inARow =
      averaging === 'hour' && consecutive !== undefined
        ? episodes({ ...standard, averaging }, hoursOf(standard.pollutant))
        : undefined;
    return { standard, report, episodes: inARow, missing: missingOf(standard, report, air) };
  };
  return STANDARD_SETS.map((set) => ({ set, standards: set.standards.map(judged) }));
}
