import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';

/** A reading's name in a native message. */
function nameOf({ phenomenon, channel }: Reading): string {
  return channel === '' ? phenomenon : `${phenomenon}@${channel}`;
}

function objectsOf(readings: readonly Reading[]): Record<string, string | number>[] {
  return byTime(readings).map(([time, group]) => ({
    time: new Date(time).toISOString(),
    ...Object.fromEntries(group.map((reading) => [nameOf(reading), reading.value])),
  }));
}

/** Native messages of these readings: one object a time, as a list where there are several, 2,500 readings a message. */
export function encodeNative(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).map((part) => {
    const objects = objectsOf(part);
    const payload = Buffer.from(JSON.stringify(objects.length === 1 ? objects[0] : objects));
    return { topic: `kits/${to.kit}/readings`, headers: {}, payload };
  });
}
