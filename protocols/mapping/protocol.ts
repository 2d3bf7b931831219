import type { Connection, Protocol, Setting } from '../contract.ts';
import { decodeMapped } from './decode.ts';
import { encodeMapped } from './encode.ts';
import { topicOf } from './topic.ts';

/** The kit's own place, by either transport; a topic that its maker chose does not say whose it is. */
const OWN = /^\/?kits\/([^/?]+)\/raw(?:\?|$)/;

const answer = () => ({ status: 200, type: 'application/json', body: '{}' });

function settings(to: Connection): readonly Setting[] {
  const { kit, host, mqttPort, httpPort, token } = to;
  const sign =
    token === undefined
      ? []
      : [
          { name: 'User name', value: kit },
          { name: 'Password', value: token },
        ];
  return [
    { name: 'Host', value: host },
    { name: 'Port', value: String(mqttPort) },
    ...sign,
    { name: 'Topic', value: topicOf(to) },
    { name: 'or URL', value: `http://${host}:${httpPort}/kits/${kit}/raw` },
  ];
}

/** Kits of any firmware, read as a small document says that their maker writes. Never taken for anybody else's messages. */
export const MAPPING: Protocol = {
  id: 'mapping',
  version: 1,
  transports: ['mqtt', 'http'],
  registeredOnly: true,
  doors: [{ method: 'POST', path: '/kits/:kit/raw', limitBytes: 65_536, headers: [], answer }],
  publishTopics: (kit) => [topicOf(kit)],
  recognises: () => true,
  externalId: ({ topic }) => OWN.exec(topic)?.[1],
  decode: decodeMapped,
  settings,
  encode: encodeMapped,
};
