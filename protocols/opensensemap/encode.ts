import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { chunks } from '../grouping.ts';
import { spelledId } from './route.ts';
import { titled } from './titles.ts';

const KEPT_ID = /^x_([0-9a-f]{24})$/;

function entryOf({ phenomenon, channel, time, value }: Reading): Record<string, string> | undefined {
  if (channel !== '' || titled(phenomenon) !== undefined) return undefined;
  const sensor = KEPT_ID.exec(phenomenon)?.[1] ?? phenomenon;
  return { sensor, value: String(value), createdAt: new Date(time).toISOString() };
}

/** JSON arrays for `/boxes/<box>/data`. The form has no channels: readings on one are left out. */
export function encodeOpenSenseMap(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  const entries = readings.map(entryOf).filter((entry) => entry !== undefined);
  const headers = { 'content-type': 'application/json' };
  return chunks(entries, MAX_READINGS).map((part) => ({
    topic: `/boxes/${spelledId(to.externalId)}/data`,
    headers,
    payload: Buffer.from(JSON.stringify(part)),
  }));
}
