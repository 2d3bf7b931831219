import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { wholeNameFor } from '../named.ts';

function groupOf(time: number, readings: readonly Reading[]): string | undefined {
  const measures = readings.flatMap((reading) => {
    const name = wholeNameFor(reading);
    return name === undefined ? [] : [name, String(reading.value)];
  });
  return measures.length === 0 ? undefined : [new Date(time).toISOString(), ...measures].join('|');
}

/** UltraLight 2.0 by MQTT, a group a time. */
export function encodeFiware(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) => {
    const groups = byTime(part).map(([time, group]) => groupOf(time, group));
    const text = groups.filter((group) => group !== undefined).join('#');
    if (text === '') return [];
    const topic = `/ul/${to.kit}/${to.externalId}/attrs`;
    return [{ transport: 'mqtt', topic, headers: {}, payload: Buffer.from(text) }];
  });
}
