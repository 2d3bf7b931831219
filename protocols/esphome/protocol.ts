import type { Envelope } from '../../domain/envelope.ts';
import type { Connection, Protocol, Setting } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeEsphome } from './decode.ts';
import { encodeEsphome } from './encode.ts';
import { type EsphomeTopic, esphomeTopic, publishFilters } from './topic.ts';

/** What `status` says, and how a line of the log begins, colours before it: topics of these names are common elsewhere. */
const STATUS = /^(?:online|offline)$/;
const ESCAPE = String.fromCharCode(27);

function isLog(text: string): boolean {
  return (text.startsWith(ESCAPE) ? text.slice(text.indexOf('m') + 1) : text).startsWith('[');
}

function topicOf({ transport, topic, payload }: Envelope): EsphomeTopic | undefined {
  const at = transport === 'mqtt' ? esphomeTopic(topic) : undefined;
  if (at?.kind !== 'other') return at;
  const start = payload.toString('latin1', 0, 32);
  if (topic.endsWith('/status')) return STATUS.test(start) ? at : undefined;
  return topic.endsWith('/debug') && !isLog(start) ? undefined : at;
}

/** Keys of the firmware's YAML. */
function settings(to: Connection): readonly Setting[] {
  const { externalId, host } = to;
  const { port, settings: sign } = mqttSignIn(to, ['mqtt: username', 'mqtt: password']);
  return [
    { name: 'mqtt: broker', value: host },
    { name: 'mqtt: port', value: String(port) },
    ...sign,
    { name: 'mqtt: topic_prefix', value: externalId },
    { name: 'mqtt: discovery', value: 'true' },
  ];
}

/** ESPHome firmware over MQTT, with the discovery messages it publishes for Home Assistant. */
export const ESPHOME: Protocol = {
  id: 'esphome',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  retainsReadings: true,
  stateful: true,
  publishTopics: ({ externalId }) => publishFilters(externalId),
  subscribeTopics: ({ externalId }) => [
    `esphome/discover/${externalId}`,
    'esphome/discover',
    'homeassistant/status',
  ],
  recognises: (envelope) => topicOf(envelope) !== undefined,
  externalId: (envelope) => topicOf(envelope)?.device,
  decode: decodeEsphome,
  settings,
  encode: encodeEsphome,
};
