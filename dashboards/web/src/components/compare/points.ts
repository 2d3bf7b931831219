import type { AgreementView, Basis, PairView } from '../../compare-types.ts';

const HOUR = 3_600_000;

type Column = (number | null)[];

/** What the kit gave in an hour; null where it has no value of that basis. */
export function kitValue([, , raw, corrected]: PairView, basis: Basis): number | null {
  return basis === 'raw' ? raw : corrected;
}

/** Pairs as uPlot takes them, by the station's value: the kit's, the line of equality, the line through the pairs. */
export type ScatterColumns = readonly [reference: number[], kit: Column, equal: Column, line: Column];

/** The columns of a scatter plot; both lines reach over all values of the station. */
export function scatterOf(
  pairs: readonly PairView[],
  basis: Basis,
  agreement: Pick<AgreementView, 'slope' | 'intercept'> | null,
): ScatterColumns {
  const sorted = [...pairs].sort(([, a], [, b]) => a - b);
  const references = sorted.map(([, reference]) => reference);
  const line = references.map((x) => (agreement === null ? null : agreement.intercept + agreement.slope * x));
  return [references, sorted.map((pair) => kitValue(pair, basis)), [...references], line];
}

/** Pairs over time as uPlot takes them: seconds since 1970, station, kit; an empty row in every gap. */
export type TimeColumns = readonly [times: number[], station: Column, kit: Column];

/** The columns of a plot over time. */
export function timesOf(pairs: readonly PairView[], basis: Basis): TimeColumns {
  const columns: TimeColumns = [[], [], []];
  const [times, station, kit] = columns;
  let before = Number.NaN;
  for (const pair of pairs) {
    const [time, reference] = pair;
    if (time - before > HOUR) {
      times.push((before + HOUR) / 1000);
      station.push(null);
      kit.push(null);
    }
    times.push(time / 1000);
    station.push(reference);
    kit.push(kitValue(pair, basis));
    before = time;
  }
  return columns;
}
