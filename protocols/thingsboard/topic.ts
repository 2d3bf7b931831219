import type { Envelope } from '../../domain/envelope.ts';

/** What a message of ThingsBoard's device API is. */
export type Kind = 'telemetry' | 'gateway-telemetry' | 'attributes' | 'other';

const TOPICS: Readonly<Record<string, Kind>> = {
  'v1/devices/me/telemetry': 'telemetry',
  'v2/t': 'telemetry',
  'v2/t/j': 'telemetry',
  'v1/gateway/telemetry': 'gateway-telemetry',
  'v1/devices/me/attributes': 'attributes',
  'v2/a': 'attributes',
  'v2/a/j': 'attributes',
};

/** Claims, requests for attributes, answers to commands, devices that come and go. */
const OTHER = /^v1\/(?:devices\/me|gateway)\/[a-z]/;
const PATH = /^\/api\/v1\/[^/?]+\/(telemetry|attributes)\/?(?:\?|$)/;

/** The kind of a message by its topic or path; undefined where it is not ThingsBoard's. */
export function kindOf({ transport, topic }: Pick<Envelope, 'transport' | 'topic'>): Kind | undefined {
  if (transport === 'mqtt') {
    if (Object.hasOwn(TOPICS, topic)) return TOPICS[topic];
    return OTHER.test(topic) ? 'other' : undefined;
  }
  const word = transport === 'http' ? PATH.exec(topic)?.[1] : undefined;
  return word === undefined ? undefined : (word as Kind);
}
