import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { nameFor } from '../named.ts';

interface Timed {
  readonly ts: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Values by time; readings that no name says are left out. */
function timed(readings: readonly Reading[]): readonly Timed[] {
  return byTime(readings)
    .map(([ts, group]) => {
      const entries = group.map(({ phenomenon, value }) => [nameFor(phenomenon), value] as const);
      return { ts, values: Object.fromEntries(entries.filter(([name]) => name !== undefined)) };
    })
    .filter(({ values }) => Object.keys(values).length > 0);
}

function message(topic: string, body: unknown): Outgoing {
  return { transport: 'mqtt', topic, headers: {}, payload: Buffer.from(JSON.stringify(body)) };
}

function messagesOf(readings: readonly Reading[]): Outgoing[] {
  const own = timed(readings.filter(({ channel }) => channel === ''));
  const channels = [...new Set(readings.map(({ channel }) => channel))].filter((channel) => channel !== '');
  const devices = channels
    .map((channel) => [channel, timed(readings.filter((one) => one.channel === channel))] as const)
    .filter(([, list]) => list.length > 0);
  return [
    ...(own.length > 0 ? [message('v1/devices/me/telemetry', own.length === 1 ? own[0] : own)] : []),
    ...(devices.length > 0 ? [message('v1/gateway/telemetry', Object.fromEntries(devices))] : []),
  ];
}

/** Telemetry of a device, and of the devices behind it where readings have channels. */
export function encodeThingsBoard(readings: readonly Reading[]): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap(messagesOf);
}
