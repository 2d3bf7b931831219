import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { chunks } from '../grouping.ts';
import { wholeNameFor } from '../named.ts';
import { sentiloStamp } from './time.ts';

interface Observation {
  readonly value: string;
  readonly timestamp: string;
}

/** Observations of these readings by sensor, as a provider publishes them; times in whole seconds. */
export function encodeSentilo(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) => {
    const sensors = new Map<string, Observation[]>();
    for (const reading of part) {
      const sensor = wholeNameFor(reading);
      if (sensor === undefined) continue;
      const one = { value: String(reading.value), timestamp: sentiloStamp(reading.time) };
      sensors.set(sensor, [...(sensors.get(sensor) ?? []), one]);
    }
    if (sensors.size === 0) return [];
    const list = [...sensors].map(([sensor, observations]) => ({ sensor, observations }));
    const payload = Buffer.from(JSON.stringify({ sensors: list }));
    const topic = `/data/${encodeURIComponent(to.externalId)}`;
    return [{ method: 'PUT', topic, headers: {}, payload }];
  });
}
