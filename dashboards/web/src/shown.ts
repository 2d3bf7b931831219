import { shiftDecimal } from '../../../domain/phenomena/units.ts';
import type { ReadingView } from './api-types.ts';

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

/** What turns stored values of a unit into the ones shown. */
export function shownValue(unit: string): (value: number) => number {
  const shown = SHOWN.get(unit);
  return shown === undefined ? (value) => value : (value) => shiftDecimal(value, shown.shift);
}
