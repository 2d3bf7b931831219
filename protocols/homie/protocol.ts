import type { Connection, Protocol, Setting } from '../contract.ts';
import { decodeHomie } from './decode.ts';
import { encodeHomie } from './encode.ts';
import { homieTopic } from './topic.ts';

/** Named as the configuration file of Homie for ESP8266 names them; other implementations have the same. */
function settings({ externalId, kit, host, mqttPort, openMqttPort, token }: Connection): readonly Setting[] {
  const open = token === undefined && openMqttPort !== undefined;
  const sign = open
    ? [{ name: 'mqtt.auth', value: 'false' }]
    : [
        { name: 'mqtt.auth', value: 'true' },
        { name: 'mqtt.username', value: kit },
        { name: 'mqtt.password', value: token ?? '<token>' },
      ];
  return [
    { name: 'device_id', value: externalId },
    { name: 'mqtt.host', value: host },
    { name: 'mqtt.port', value: String(open ? openMqttPort : mqttPort) },
    { name: 'mqtt.base_topic', value: 'homie/' },
    ...sign,
  ];
}

/** The Homie convention, versions 4 (and 3, which is written alike) and 5. */
export const HOMIE: Protocol = {
  id: 'homie',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  retainsReadings: true,
  stateful: true,
  publishTopics: ({ externalId }) => [`homie/${externalId}/#`, `homie/5/${externalId}/#`],
  subscribeTopics: ({ externalId }) =>
    ['homie', 'homie/5'].flatMap((base) => [`${base}/${externalId}/+/+/set`, `${base}/$broadcast/#`]),
  recognises: ({ transport, topic }) => transport === 'mqtt' && homieTopic(topic) !== undefined,
  externalId: ({ topic }) => homieTopic(topic)?.device,
  decode: decodeHomie,
  settings,
  encode: encodeHomie,
};
