import type { Tray, When } from '../tray.ts';
import { ownValue, type Sensor } from './lookup.ts';

/** Puts a sensor's value on the tray, in the phenomenon's own unit; the sensor's sentinel is a missing value. */
export function take(tray: Tray, sensor: Sensor, at: { value: number; path: string; when: When }): void {
  const { phenomenon, channel } = sensor;
  const { path, when } = at;
  const value = ownValue(sensor, at.value, sensor.unit);
  if (at.value === sensor.sentinel) tray.missing++;
  else if (value === undefined || !Number.isFinite(value)) tray.refuse('not_finite', path, at.value);
  else tray.found.push({ phenomenon, channel, time: when.time, value, flags: when.flags, path });
}
