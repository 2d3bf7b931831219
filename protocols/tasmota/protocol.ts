import type { Connection, Protocol, Setting } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeTasmota } from './decode.ts';
import { encodeTasmota } from './encode.ts';
import { commandFilters, publishFilters, tasmotaTopic } from './topic.ts';

/** The firmware's MQTT page, and the commands that set what it has no field for. */
function settings(to: Connection): readonly Setting[] {
  const { externalId, host } = to;
  const { port, settings: sign } = mqttSignIn(to, ['User', 'Password']);
  return [
    { name: 'Host', value: host },
    { name: 'Port', value: String(port) },
    ...sign,
    { name: 'Topic', value: externalId },
    { name: 'Full Topic', value: '%prefix%/%topic%/' },
    { name: 'TelePeriod', value: 'TelePeriod 60' },
    { name: 'Timezone', value: 'Timezone 0' },
  ];
}

/** Tasmota firmware with any FullTopic. */
export const TASMOTA: Protocol = {
  id: 'tasmota',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  publishTopics: ({ externalId }) => publishFilters(externalId),
  subscribeTopics: ({ externalId }) => commandFilters(externalId),
  recognises: ({ transport, topic }) => transport === 'mqtt' && tasmotaTopic(topic) !== undefined,
  externalId: ({ topic }) => tasmotaTopic(topic)?.device,
  decode: decodeTasmota,
  settings,
  encode: encodeTasmota,
};
