import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { wholeNameFor } from '../named.ts';

/** `<application>/<device>`, as external ids of the dialect are. */
export function idsOf(externalId: string): { readonly application: string; readonly device: string } {
  const at = externalId.indexOf('/');
  return at < 0
    ? { application: 'superilla', device: externalId }
    : { application: externalId.slice(0, at), device: externalId.slice(at + 1) };
}

/** Uplinks with a decoded payload, one a time, as the MQTT server of The Things Stack publishes them. */
export function encodeTts(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  const { application, device } = idsOf(to.externalId);
  const ids = { device_id: device, application_ids: { application_id: application } };
  return chunks(readings, MAX_READINGS).flatMap((part) =>
    byTime(part).flatMap(([time, group]) => {
      const named = group.map((reading) => [wholeNameFor(reading), reading.value] as const);
      const values = Object.fromEntries(named.filter(([name]) => name !== undefined));
      if (Object.keys(values).length === 0) return [];
      const stamp = new Date(time).toISOString();
      const uplink = { f_port: 1, decoded_payload: values, received_at: stamp };
      const body = { end_device_ids: ids, received_at: stamp, uplink_message: uplink };
      const topic = `v3/${application}@ttn/devices/${device}/up`;
      return [{ transport: 'mqtt' as const, topic, headers: {}, payload: Buffer.from(JSON.stringify(body)) }];
    }),
  );
}
