import { shiftDecimal } from '../../../domain/phenomena/units.ts';
import type { ReadingView, SeriesPoint } from './api-types.ts';

/** How values of a unit are shown where readers know another. */
export interface ShownUnit {
  readonly unitLabel: string;
  readonly decimals: number;
  /** Places the decimal point moves: -2 makes hundredths. */
  readonly shift: number;
}

/** Units (UCUM) that pages show otherwise than they are kept. The API and downloads keep the stored one. */
const SHOWN: ReadonlyMap<string, ShownUnit> = new Map([['Pa', { unitLabel: 'hPa', decimals: 1, shift: -2 }]]);

/** How pages show values of a unit; undefined where they show them as they are kept. */
export function shownUnit(unit: string): ShownUnit | undefined {
  return SHOWN.get(unit);
}

/** A reading whose value is the one shown; its `unit` stays the stored one, which says how the value was moved. */
export function shownReading<T extends ReadingView>(reading: T): T {
  const shown = SHOWN.get(reading.unit);
  return shown === undefined ? reading : { ...reading, value: shiftDecimal(reading.value, shown.shift) };
}

/** Points of a chart, in a unit, as they are shown. */
export function shownPoints(points: readonly SeriesPoint[], unit: string): readonly SeriesPoint[] {
  const shown = SHOWN.get(unit);
  if (shown === undefined) return points;
  const move = (value: number) => shiftDecimal(value, shown.shift);
  return points.map(([time, mean, min, max, n]) => [time, move(mean), move(min), move(max), n]);
}
