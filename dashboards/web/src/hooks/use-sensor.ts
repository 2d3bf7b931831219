import { useState } from 'preact/hooks';
import type { HoldingView } from '../api-types.ts';
import { hoursPath } from '../chart/span.ts';
import type { HoursView, SensorHours } from '../trust-types.ts';
import { useData } from './use-data.ts';

const HOUR = 3_600_000;

/** The newest hours of a sensor, in the unit (UCUM) that they are kept in. */
export interface KnownSensor extends SensorHours {
  readonly unit: string;
}

/**
 * The newest hours of one sensor of a kit with its correction, why it is that one, and ±; undefined until they are there, and
 * where there are none. It looks at the three hours up to the sensor's newest value when the page was opened.
 */
export function useSensor(kit: string, holding: HoldingView): KnownSensor | undefined {
  const { phenomenon, channel, last } = holding;
  const [to] = useState(() => (Math.floor(Date.parse(last) / HOUR) + 1) * HOUR);
  const { value } = useData<HoursView>(hoursPath({ kit, phenomenon, from: to - 3 * HOUR, to }));
  const sensor = value?.kits.find((one) => one.channel === channel);
  return value && sensor && { ...sensor, unit: value.unit };
}
