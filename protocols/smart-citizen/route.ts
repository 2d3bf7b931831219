import type { Envelope } from '../../domain/envelope.ts';
import { DATA_HEADER } from './legacy.ts';

/** What a message is. */
type Kind = 'readings' | 'readings/raw' | 'info' | 'hello' | 'inventory' | 'legacy';

/** What topic and headers of a message say. */
interface Route {
  readonly kind: Kind;
  /** The kit's token, or the number that the platform gave the device; undefined where the message names none. */
  readonly id?: string | undefined;
}

/** `bridge/` is the prefix of the platform's own bridged topics. */
const TOPIC = /^(?:bridge\/)?device\/sck\/([0-9a-f]{6})\/(readings|readings\/raw|info|hello)$/i;
const INVENTORY = /^(?:bridge\/)?device\/inventory$/;
/** What the platform forwards to its users: the segment after `forward` is their secret, and is not kept. */
const FORWARDED = /^\/?forward\/[^/]{1,128}\/device\/([0-9a-z]{1,32})\/readings$/i;
const DEVICE = /^\/v0\/devices\/([0-9a-z]{1,32})\/readings\/?(?:\?|$)/i;
const LEGACY = /^\/(?:v0\/)?add\/?(?:\?|$)/;

function ofTopic(topic: string): Route | undefined {
  const [, token, kind] = TOPIC.exec(topic) ?? [];
  if (token !== undefined) return { kind: kind?.toLowerCase() as Kind, id: token.toLowerCase() };
  if (INVENTORY.test(topic)) return { kind: 'inventory' };
  const id = FORWARDED.exec(topic)?.[1];
  return id === undefined ? undefined : { kind: 'readings', id: id.toLowerCase() };
}

function ofRequest({ topic, headers }: Envelope): Route | undefined {
  const id = DEVICE.exec(topic)?.[1];
  if (id !== undefined) return { kind: 'readings', id: id.toLowerCase() };
  // Such a kit names itself by its MAC address only, which is not asked for: its credential says who it is.
  return LEGACY.test(topic) && headers[DATA_HEADER] !== undefined ? { kind: 'legacy' } : undefined;
}

/** What a message is and whose; undefined for one that is not this dialect's. */
export function routeOf(envelope: Envelope): Route | undefined {
  if (envelope.transport === 'mqtt') return ofTopic(envelope.topic);
  return envelope.transport === 'http' ? ofRequest(envelope) : undefined;
}
