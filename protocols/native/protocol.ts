import type { Protocol, Setting } from '../contract.ts';
import { decodeNative } from './decode.ts';
import { encodeNative } from './encode.ts';

const TOPIC = /^kits\/([^/]+)\/readings$/;

/** The platform's own format: a flat JSON object of phenomenon ids, on `kits/<kitId>/readings`. */
export const NATIVE: Protocol = {
  id: 'native',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  publishTopics: ({ kit }) => [`kits/${kit}/readings`],
  recognises: ({ transport, topic }) =>
    transport === 'mqtt' && topic.startsWith('kits/') && TOPIC.test(topic),
  externalId: ({ topic }) => TOPIC.exec(topic)?.[1],
  decode: decodeNative,
  encode: encodeNative,
  settings({ kit, host, mqttPort, openMqttPort, token }): readonly Setting[] {
    const open = token === undefined && openMqttPort !== undefined;
    const port = String(open ? openMqttPort : mqttPort);
    const topic = `kits/${kit}/readings`;
    const password = token ?? '<token>';
    const credentials = open ? '' : `-u ${kit} -P ${password} `;
    const sign = open
      ? []
      : [
          { name: 'User name', value: kit },
          { name: 'Password', value: password },
        ];
    return [
      { name: 'Host', value: host },
      { name: 'Port', value: port },
      ...sign,
      { name: 'Topic', value: topic },
      {
        name: 'To try it',
        value: `mosquitto_pub -h ${host} -p ${port} ${credentials}-q 1 -t ${topic} -m '{"temperature": 21.5}'`,
      },
    ];
  },
};
