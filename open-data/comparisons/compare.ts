import type { Pairing } from '../../analysis/comparison/pairs.ts';
import { type CoLocation, coLocationOf } from '../../analysis/comparison/report.ts';
import type { Missing } from '../../analysis/not-enough.ts';
import type { Kit } from '../../domain/kit.ts';
import type { Holding } from '../../stores/contract.ts';
import type { HourRecord, HoursPorts } from '../hours/hour-record.ts';
import { hourRecords } from '../hours/hour-records.ts';
import { type Side, sideOf } from './sides.ts';

const HOUR = 3_600_000;

/** Pairs that a line can be laid through (`agreementOf`). */
const LEAST = 3;

/** A kit, an official station, and what of them is compared: hours from `from` to before `to`, UTC ms. */
export interface Asked {
  readonly kit: Kit;
  readonly station: Kit;
  readonly phenomenon: string;
  readonly from: number;
  readonly to: number;
  /** Share of an hour's readings that it needs to count, 0 to 1. */
  readonly completeness: number;
}

/** How the kit's values, as sent or corrected, agree with the station's. `missing` says why they cannot be told to. */
export interface BasisReport {
  readonly basis: 'raw' | 'corrected';
  readonly coLocation: CoLocation;
  readonly missing: readonly Missing[];
}

/** One hour of both: start (UTC ms), the station's value, the kit's as sent and corrected. */
export type PairRow = readonly [time: number, reference: number, raw: number, corrected: number | null];

/** A kit beside an official station. */
export interface Comparison {
  readonly kit: Side;
  readonly station: Side;
  /** Raw first; corrected where a correction is chosen for the kit's sensor and there are values of it. */
  readonly reports: readonly BasisReport[];
  readonly pairs: readonly PairRow[];
}

const seriesOf = (hours: readonly HourRecord[], value: (hour: HourRecord) => number) => ({
  times: hours.map(({ hour }) => hour),
  values: hours.map(value),
});

function missingOf(
  { kit, station }: Record<'kit' | 'station', Side>,
  found: { pairs: number; of: number },
): Missing[] {
  const unit = 'hours' as const;
  const needs = { need: LEAST, of: found.of, unit };
  const silent = [
    { what: 'kit', side: kit },
    { what: 'station', side: station },
  ].flatMap(({ what, side }): Missing[] => {
    const have = side.whole.length;
    if (side.hours.length === 0) return [{ what, why: 'not_measured', have, ...needs }];
    return have < LEAST ? [{ what, why: 'incomplete', have, ...needs }] : [];
  });
  return silent.length > 0 ? silent : [{ what: 'pairs', why: 'incomplete', have: found.pairs, ...needs }];
}

function reportOf(
  { phenomenon, from, to, completeness }: Asked,
  sides: Record<'kit' | 'station', Side>,
  basis: BasisReport['basis'],
): BasisReport {
  const { kit, station } = sides;
  // The hours are whole by now: what is paired has passed the same bar as the pairing names.
  const pairing: Pairing = { by: 'hour', completeness };
  const value = (hour: HourRecord) => (basis === 'raw' ? hour.mean : (hour.corrected ?? Number.NaN));
  const reference = seriesOf(station.whole, ({ mean }) => mean);
  const coLocation = coLocationOf({ phenomenon, reference, sensor: seriesOf(kit.whole, value) }, pairing);
  const found = { pairs: coLocation.pairs.length, of: Math.ceil((to - from) / HOUR) };
  return { basis, coLocation, missing: coLocation.agreement === undefined ? missingOf(sides, found) : [] };
}

/**
 * Compares a kit with an official station by the means of the hours that both have: readings with bad flags are left out, the rest
 * counts as in `hourRecords`. Throws StoreBusyError as the store does.
 */
export async function compare(
  ports: HoursPorts,
  asked: Asked,
  holdings: readonly Holding[],
): Promise<Comparison> {
  const { phenomenon, from, to, completeness } = asked;
  const kits = [asked.kit.id, asked.station.id];
  const records = await hourRecords(ports, { kits, phenomenon, from, to });
  const facts = { records, holdings, completeness };
  const sides = { kit: sideOf(asked.kit, facts), station: sideOf(asked.station, facts) };
  const raw = reportOf(asked, sides, 'raw');
  const correctedBy = new Map(sides.kit.whole.map(({ hour, corrected }) => [hour, corrected]));
  const isCorrected = sides.kit.whole.some(({ corrected }) => corrected !== null);
  return {
    ...sides,
    reports: isCorrected ? [raw, reportOf(asked, sides, 'corrected')] : [raw],
    pairs: raw.coLocation.pairs.map(({ time, reference, sensor }) => {
      return [time, reference, sensor, correctedBy.get(time) ?? null];
    }),
  };
}
