import type { HourValue, Pollutant } from '../../analysis/air/hour-value.ts';
import { correctionOf } from '../../analysis/corrections/catalogue.ts';
import { COMPLETE } from '../../analysis/not-enough.ts';
import { disagree, PM25_CHANNELS } from '../../analysis/quality/channels.ts';
import { byKit } from './by-kit.ts';
import { correctionName } from './correction-for.ts';
import type { HourRecord, HoursPorts, HoursQuery } from './hour-record.ts';
import { hourRecords } from './hour-records.ts';
import { humidityOnce } from './humidity.ts';

/** Everything that an air index or a limit value is about. */
export const POLLUTANTS = ['pm2_5', 'pm10', 'no2', 'o3', 'so2', 'co'] as const satisfies readonly Pollutant[];

/** The hours of one pollutant of a kit as indices take them: corrected where there is a correction, of all its channels together. */
export interface PollutantHours {
  readonly hours: readonly HourValue[];
  readonly basis: 'raw' | 'corrected';
  /** `id@version` of the correction that was applied. */
  readonly correction: string | null;
}

/** What a kit measures of the air. */
export interface KitAir {
  readonly measured: ReadonlyMap<Pollutant, PollutantHours>;
  /** Pollutants that only sensors without calibration look at, with how many hours there are. No index or comparison takes them. */
  readonly trendOnly: ReadonlyMap<Pollutant, number>;
}

const trend = correctionOf('gas-trend-only');
const TREND_ONLY = trend === undefined ? undefined : correctionName(trend);

/** Whether an hour shows rise and fall only: a gas sensor without calibration. */
export function isTrendOnly({ correction }: HourRecord): boolean {
  return correction !== null && correction === TREND_ONLY;
}

/** The one value of channels of one hour: the mean of those that are whole and agree (USEPA/sensortoolkit's rule for two PMS5003). */
function hourTogether(hour: number, channels: readonly HourValue[]): HourValue {
  const whole = channels.filter((one) => one.completeness >= COMPLETE && Number.isFinite(one.value));
  const [first] = whole;
  if (first === undefined) return channels[0] ?? { hour, value: Number.NaN, completeness: 0 };
  const values = whole.map(({ value }) => value);
  if (disagree(Math.min(...values), Math.max(...values), PM25_CHANNELS))
    return { hour, value: Number.NaN, completeness: 0 };
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  return { hour, value, completeness: Math.min(...whole.map(({ completeness }) => completeness)) };
}

/** One value an hour, in order of time. */
function channelsTogether(values: readonly HourValue[]): HourValue[] {
  const byHour = new Map<number, HourValue[]>();
  for (const value of values) {
    const known = byHour.get(value.hour);
    if (known === undefined) byHour.set(value.hour, [value]);
    else known.push(value);
  }
  return [...byHour].map(([hour, channels]) => hourTogether(hour, channels)).sort((a, b) => a.hour - b.hour);
}

/**
 * The hours of one kit's pollutant. Where a correction could be applied, only hours and channels that are corrected count, so that no
 * mean mixes corrected with raw; where it never could (no humidity), all are raw.
 */
function pollutantHours(records: readonly HourRecord[]): PollutantHours {
  const applied = records.find(({ corrected }) => corrected !== null);
  const basis = applied === undefined ? 'raw' : 'corrected';
  const counted = basis === 'raw' ? records : records.filter(({ corrected }) => corrected !== null);
  const values = counted.map(({ hour, mean, corrected, completeness }): HourValue => {
    return { hour, value: corrected ?? mean, completeness };
  });
  const oneChannel = records[0]?.channel === records.at(-1)?.channel;
  return {
    hours: oneChannel ? values : channelsTogether(values),
    basis,
    correction: applied?.correction ?? null,
  };
}

/**
 * The hours of every pollutant of kits, by kit, in the order asked. Two channels of one kit (two PMS5003) give the mean of those that
 * agree; where they do not, the hour has no value.
 */
export async function airOf(
  ports: HoursPorts,
  query: Omit<HoursQuery, 'phenomenon'>,
): Promise<ReadonlyMap<string, KitAir>> {
  const found = new Map(
    query.kits.map((kit) => {
      return [
        kit,
        { measured: new Map<Pollutant, PollutantHours>(), trendOnly: new Map<Pollutant, number>() },
      ];
    }),
  );
  const humidity = humidityOnce(ports);
  for (const phenomenon of POLLUTANTS) {
    const all = await hourRecords(ports, { ...query, phenomenon }, humidity);
    for (const [kit, records] of byKit(all)) {
      const usable = records.filter((record) => !isTrendOnly(record));
      if (usable.length > 0) found.get(kit)?.measured.set(phenomenon, pollutantHours(usable));
      else found.get(kit)?.trendOnly.set(phenomenon, records.length);
    }
  }
  return found;
}
