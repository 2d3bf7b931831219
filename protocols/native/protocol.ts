import type { Envelope } from '../../domain/envelope.ts';
import type { Door, Protocol, Setting } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeNative } from './decode.ts';
import { encodeNative } from './encode.ts';

const TOPIC = /^kits\/([^/]+)\/readings$/;
const PATH = /^\/kits\/([^/?]+)\/readings(?:\?|$)/;

const DOOR: Door = {
  method: 'POST',
  path: '/kits/:kit/readings',
  limitBytes: 65_536,
  headers: [],
  answer: ({ receipt }) => ({ status: 200, type: 'application/json', body: JSON.stringify(receipt()) }),
};

function kitOf({ transport, topic }: Envelope): string | undefined {
  return (transport === 'http' ? PATH : TOPIC).exec(topic)?.[1];
}

/** The platform's own format: a flat JSON object of phenomenon ids, on `kits/<kitId>/readings`; over HTTP the receipt is the answer. */
export const NATIVE: Protocol = {
  id: 'native',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: [DOOR],
  publishTopics: ({ kit }) => [`kits/${kit}/readings`],
  // The hot path: a topic that is none of ours is told by its first letters.
  recognises: (envelope) =>
    envelope.topic.startsWith(envelope.transport === 'http' ? '/kits/' : 'kits/') &&
    kitOf(envelope) !== undefined,
  externalId: kitOf,
  decode: decodeNative,
  encode: encodeNative,
  settings(to): readonly Setting[] {
    const { kit, host } = to;
    const { port, settings: sign } = mqttSignIn(to, ['User name', 'Password']);
    const topic = `kits/${kit}/readings`;
    const [user, password] = sign;
    const credentials = password === undefined ? '' : `-u ${user?.value} -P ${password.value} `;
    return [
      { name: 'Host', value: host },
      { name: 'Port', value: String(port) },
      ...sign,
      { name: 'Topic', value: topic },
      {
        name: 'To try it',
        value: `mosquitto_pub -h ${host} -p ${port} ${credentials}-q 1 -t ${topic} -m '{"temperature": 21.5}'`,
      },
    ];
  },
};
