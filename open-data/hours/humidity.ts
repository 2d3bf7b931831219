import type { HoursPorts, HoursQuery } from './hour-record.ts';
import { sensorHours } from './sensor-hours.ts';
import { trustedHours } from './trusted.ts';

/** The mean humidity of a kit's hour in %, for a channel: of the hygrometer of that channel, else of the kit's first. */
export type HumidityAt = (kit: string, channel: string, hour: number) => number | undefined;

/** Where the humidity of kits comes from. */
export type HumiditySource = (asked: Omit<HoursQuery, 'phenomenon'>) => Promise<HumidityAt>;

/** A source that reads the humidity of the same kits and hours once. */
export function humidityOnce(ports: HoursPorts): HumiditySource {
  const read = new Map<string, Promise<HumidityAt>>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const known = read.get(key) ?? humidityOf(ports, asked);
    read.set(key, known);
    return known;
  };
}

/** The humidity of kits by hour. Bad readings are left out. */
export async function humidityOf(
  ports: HoursPorts,
  query: Omit<HoursQuery, 'phenomenon'>,
): Promise<HumidityAt> {
  const found = new Map<string, Map<string, Map<number, number>>>();
  if (query.kits.length === 0) return () => undefined;
  for (const sensor of await sensorHours(ports, { ...query, phenomenon: 'humidity' }, 0)) {
    const of = { kit: sensor.kit.id, phenomenon: 'humidity' };
    const trusted = await trustedHours(ports, of, sensor.hours);
    const means = new Map(sensor.hours.map((bucket) => [bucket.time, trusted(bucket).mean]));
    const channels = found.get(of.kit) ?? new Map<string, Map<number, number>>();
    found.set(of.kit, channels.set(sensor.channel, means));
  }
  return (kit, channel, hour) => {
    const channels = found.get(kit);
    const own = channels?.get(channel) ?? channels?.values().next().value;
    const mean = own?.get(hour);
    return mean !== undefined && Number.isFinite(mean) ? mean : undefined;
  };
}
