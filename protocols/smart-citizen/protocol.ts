import type { Envelope } from '../../domain/envelope.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { Connection, Decoded, Protocol, Setting } from '../contract.ts';
import { silent, unreadable } from '../tray.ts';
import { encodeSmartCitizen } from './encode.ts';
import { decodeJson } from './json.ts';
import { decodeRaw } from './raw.ts';

/** `bridge/` is the prefix of the platform's own bridged topics. */
const TOPIC = /^(?:bridge\/)?device\/sck\/([0-9a-f]{6})\/(readings|readings\/raw|info|hello)$/i;

/** What `info` says of the device and may be kept. Not the board's `id` and `mac`: they identify somebody's kit. */
const FACTS = ['hw_ver', 'sam_ver', 'esp_ver', 'rcause'] as const;

function decodeInfo({ payload }: Envelope): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const info = json.value;
  if (!isObject(info)) return unreadable({ code: 'wrong_shape', path: '' });
  const facts = FACTS.map((name) => [name, factOf(info[name])] as const);
  return silent(
    Object.fromEntries(
      facts.filter((fact): fact is [(typeof FACTS)[number], string] => fact[1] !== undefined),
    ),
  );
}

/**
 * The shell commands of firmware 2.x (sam/src/Commands.h). It has no setting for a user name or password, so the kit needs
 * the listener without credentials.
 */
function settings({ host, openMqttPort, externalId }: Connection): readonly Setting[] {
  const port = openMqttPort === undefined ? '<port of the open listener, which is closed>' : openMqttPort;
  return [
    { name: 'mqttsrv', value: `mqttsrv -host ${host} -port ${port}` },
    { name: 'config -token', value: `config -mode network -token ${externalId.toLowerCase()}` },
    { name: 'config -wifi', value: 'config -wifi "ssid" "password"' },
  ];
}

/** Smart Citizen Kit 2.x and whatever else speaks the Smart Citizen platform's MQTT topics. */
export const SMART_CITIZEN: Protocol = {
  id: 'smart-citizen',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  publishTopics: ({ externalId }) =>
    ['readings', 'readings/raw', 'info', 'hello'].map(
      (kind) => `device/sck/${externalId.toLowerCase()}/${kind}`,
    ),
  recognises: ({ transport, topic }) => transport === 'mqtt' && TOPIC.test(topic),
  externalId: ({ topic }) => TOPIC.exec(topic)?.[1]?.toLowerCase(),
  decode(envelope, context) {
    const kind = TOPIC.exec(envelope.topic)?.[2]?.toLowerCase();
    if (kind === 'hello') return silent();
    if (kind === 'info') return decodeInfo(envelope);
    return kind === 'readings/raw' ? decodeRaw(envelope, context) : decodeJson(envelope, context);
  },
  settings,
  encode: encodeSmartCitizen,
};
