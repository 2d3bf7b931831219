import type { Envelope } from '../../domain/envelope.ts';
import { jsonOf } from '../body.ts';
import type { Connection, Door, Protocol, Setting, TokenPlace } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeFiware } from './decode.ts';
import { encodeFiware } from './encode.ts';
import { entityOf } from './notification.ts';
import { fiwareRoute } from './route.ts';

const TOKENS: readonly TokenPlace[] = [
  { in: 'query', name: 'k' },
  { in: 'header', name: 'x-auth-token' },
];

function door(path: string, answer: { status: number; type: string; body: string }): Door {
  return { method: 'POST', path, limitBytes: 256 * 1024, headers: [], tokens: TOKENS, answer: () => answer };
}

const TEXT = { status: 200, type: 'text/plain', body: '' };
const JSON_BODY = { status: 200, type: 'application/json', body: '{}' };
const NOTIFIED = { status: 204, type: 'text/plain', body: '' };

function externalId(envelope: Envelope): string | undefined {
  const route = fiwareRoute(envelope);
  if (route?.form !== 'notification') return route?.device;
  const json = jsonOf(envelope.payload);
  return 'value' in json ? entityOf(json.value) : undefined;
}

/** Named as in the manuals of the IoT agents. */
function settings(to: Connection): readonly Setting[] {
  const { host, kit, externalId: id, httpPort, token } = to;
  const { port, settings: sign } = mqttSignIn(to, ['MQTT username', 'MQTT password']);
  return [
    { name: 'MQTT host', value: host },
    { name: 'MQTT port', value: String(port) },
    ...sign,
    { name: 'Topic', value: `/ul/${kit}/${id}/attrs` },
    { name: 'HTTP', value: `POST http://${host}:${httpPort}/iot/d?k=${token ?? '<token>'}&i=${id}` },
  ];
}

const FORMS = ['/ul', 'ul', '/json', 'json'];

/** FIWARE: the IoT agents for UltraLight 2.0 and JSON, and what context brokers notify. */
export const FIWARE: Protocol = {
  id: 'fiware',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: [
    door('/iot/d', TEXT),
    door('/iot/d/attrs/:attribute', TEXT),
    door('/iot/json', JSON_BODY),
    door('/iot/json/attrs/:attribute', JSON_BODY),
    door('/v2/notify', NOTIFIED),
    door('/ngsi-ld/notify', NOTIFIED),
  ],
  // With all below a device's own topics: firmware subscribes to its commands there.
  publishTopics: ({ externalId: id }) => FORMS.map((form) => `${form}/+/${id}/#`),
  recognises: (envelope) => fiwareRoute(envelope) !== undefined,
  externalId,
  decode: decodeFiware,
  settings,
  encode: encodeFiware,
};
