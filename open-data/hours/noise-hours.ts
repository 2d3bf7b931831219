import type { NoiseHour } from '../../analysis/noise/hourly.ts';
import { COMPLETE, notEnough } from '../../analysis/not-enough.ts';
import { decibels } from '../../domain/decibel.ts';
import type { HourRecord, HoursPorts } from './hour-record.ts';
import { hourRecords } from './hour-records.ts';

/** The phenomenon that levels of day, evening and night are made from. */
export const LAEQ = 'noise_laeq';

function noiseHour({ hour, mean, n, bad, completeness }: HourRecord): NoiseHour {
  if (completeness < COMPLETE || !Number.isFinite(mean)) {
    const of = completeness > 0 ? Math.round((n - bad) / completeness) : n;
    const need = Math.ceil(of * COMPLETE);
    return {
      hour,
      ...notEnough({ what: 'hour', why: 'incomplete', have: n - bad, need, of, unit: 'readings' }),
    };
  }
  return { hour, enough: true, laeq: decibels(mean), readings: n - bad, completeness };
}

/** The sound of each hour of a kit that has readings, by the start of the hour (UTC ms): of its first microphone by channel. */
export async function noiseHoursOf(
  ports: HoursPorts,
  query: { readonly kit: string; readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, NoiseHour>> {
  const { kit, from, to } = query;
  const records = await hourRecords(ports, { kits: [kit], phenomenon: LAEQ, from, to });
  const [first] = records;
  const own = records.filter(({ channel }) => channel === first?.channel);
  return new Map(own.map((record) => [record.hour, noiseHour(record)]));
}
