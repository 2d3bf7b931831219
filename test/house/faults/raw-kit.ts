import type { Packet } from 'mqtt-packet';
import { connectPacket, openRaw, publishPacket, type RawClient } from '../../../broker/broker.test-kit.ts';
import type { Kit } from '../client.ts';
import type { Program } from '../program.ts';

/** The port of the program's MQTT listener. */
export function mqttPort(program: Program): number {
  return Number(new URL(program.mqtt).port);
}

/** A CONNECT with the kit's credentials. */
export function connectOf(kit: Kit, more: object = {}): Packet {
  return connectPacket(kit.username, { password: Buffer.from(kit.password), ...more });
}

/** A PUBLISH of a kit's readings at QoS 1. */
export function readingsPacket(kit: Kit, messageId: number, about: { body: unknown; dup?: boolean }): Packet {
  const payload = Buffer.from(JSON.stringify(about.body));
  return publishPacket(messageId, { topic: `kits/${kit.id}/readings`, payload, dup: about.dup === true });
}

/** A connection of a kit that speaks packets as they are. */
export async function rawKit(program: Program, kit: Kit, more: object = {}): Promise<RawClient> {
  const raw = await openRaw(mqttPort(program));
  await raw.login(kit.username, { password: Buffer.from(kit.password), ...more });
  return raw;
}
