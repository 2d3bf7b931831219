import { hoursPath } from '../chart/span.ts';
import type { HoursView, HourView, SensorHours } from '../trust-types.ts';
import { useData } from './use-data.ts';

const HOUR = 3_600_000;

/** One hour of the sensor that a kit has for a phenomenon. */
export interface OneHour {
  readonly sensor: SensorHours;
  readonly hour: HourView;
}

/** The hour that begins at `start` (UTC ms) of a kit's phenomenon; undefined until it is there, where there is none, and where several sensors have one. */
export function useHour(kit: string, phenomenon: string, start: number): OneHour | undefined {
  const { value } = useData<HoursView>(hoursPath({ kit, phenomenon, from: start, to: start + HOUR }));
  const [sensor, other] = value?.kits ?? [];
  const hour = sensor?.hours.at(-1);
  return sensor === undefined || other !== undefined || hour === undefined ? undefined : { sensor, hour };
}
