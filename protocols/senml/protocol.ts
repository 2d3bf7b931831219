import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeSenml } from './decode.ts';
import { encodeSenml } from './encode.ts';

const TOPIC = /^senml\/([^/]+)(?:\/(?:json|cbor))?$/;
const PATH = /^\/senml\/([^/?]+)(?:\?.*)?$/;

const DOOR: Door = {
  method: 'POST',
  path: '/senml/:id',
  limitBytes: 256 * 1024,
  headers: ['content-type'],
  answer: () => ({ status: 204, type: 'text/plain', body: '' }),
};

function idOf({ transport, topic }: { transport: string; topic: string }): string | undefined {
  if (transport === 'mqtt') return TOPIC.exec(topic)?.[1];
  return transport === 'http' ? PATH.exec(topic)?.[1] : undefined;
}

function settings(to: Connection): readonly Setting[] {
  const { externalId, host, httpPort } = to;
  const { port, settings: sign } = mqttSignIn(to, ['User name', 'Password']);
  return [
    { name: 'Host', value: host },
    { name: 'MQTT port', value: String(port) },
    ...sign,
    { name: 'Topic', value: `senml/${externalId}` },
    { name: 'HTTP', value: `POST http://${host}:${httpPort}/senml/${externalId}` },
  ];
}

/** Sensor Measurement Lists (RFC 8428), JSON and CBOR. */
export const SENML: Protocol = {
  id: 'senml',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: [DOOR],
  publishTopics: ({ externalId }) => ['', '/json', '/cbor'].map((form) => `senml/${externalId}${form}`),
  recognises: (envelope) => idOf(envelope) !== undefined,
  externalId: idOf,
  decode: decodeSenml,
  settings,
  encode: encodeSenml,
};
