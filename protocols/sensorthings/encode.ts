import type { Reading } from '../../domain/reading.ts';
import type { Outgoing } from '../contract.ts';
import { wholeNameFor } from '../named.ts';

/** One message a reading, on the topic of a datastream whose id is the quantity. */
export function encodeSensorThings(readings: readonly Reading[]): readonly Outgoing[] {
  return readings.flatMap((reading): Outgoing[] => {
    const name = wholeNameFor(reading);
    if (name === undefined) return [];
    const body = { phenomenonTime: new Date(reading.time).toISOString(), result: reading.value };
    const topic = `v1.1/Datastreams('${name}')/Observations`;
    return [{ transport: 'mqtt', topic, headers: {}, payload: Buffer.from(JSON.stringify(body)) }];
  });
}
