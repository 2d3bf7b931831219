import type { Envelope } from '../../domain/envelope.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { Addressee, Connection, DecodeContext, Decoded, Protocol, Setting } from '../contract.ts';
import { silent, unreadable } from '../tray.ts';
import { SMART_CITIZEN_DOORS } from './doors.ts';
import { encodeSmartCitizen } from './encode.ts';
import { decodeJson } from './json.ts';
import { decodeLegacy } from './legacy.ts';
import { decodeRaw } from './raw.ts';
import { routeOf } from './route.ts';

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

/** The token that firmware 2.x shows; anything else is the number under which the platform's API knows a device. */
const TOKEN = /^[0-9a-f]{6}$/i;

/**
 * The shell commands of firmware 2.x (sam/src/Commands.h). It has no setting for a user name or password, so the kit needs
 * the listener without credentials. What posts to the platform's API signs as it does there.
 */
function settings(to: Connection): readonly Setting[] {
  const { host, httpPort, openMqttPort, externalId, token } = to;
  if (!TOKEN.test(externalId)) {
    const url = `http://${host}:${httpPort}/v0/devices/${externalId}/readings`;
    const sign = token === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${token}` }];
    return [{ name: 'URL', value: url }, ...sign];
  }
  const port = openMqttPort === undefined ? '<port of the open listener, which is closed>' : openMqttPort;
  return [
    { name: 'mqttsrv', value: `mqttsrv -host ${host} -port ${port}` },
    { name: 'config -token', value: `config -mode network -token ${externalId.toLowerCase()}` },
    { name: 'config -wifi', value: 'config -wifi "ssid" "password"' },
  ];
}

const KINDS = ['readings', 'readings/raw', 'info', 'hello'];

/** The kit's own topics, those of a bridge, and what the platform forwards under a token that only its user knows. */
function publishTopics({ externalId }: Addressee): readonly string[] {
  const id = externalId.toLowerCase();
  const own = KINDS.map((kind) => `device/sck/${id}/${kind}`);
  const bridged = own.map((topic) => `bridge/${topic}`);
  return [...own, ...bridged, 'device/inventory', `/forward/+/device/${id}/readings`];
}

function decode(envelope: Envelope, context: DecodeContext): Decoded {
  switch (routeOf(envelope)?.kind) {
    case 'hello':
    case 'inventory':
      return silent();
    case 'info':
      return decodeInfo(envelope);
    case 'readings/raw':
      return decodeRaw(envelope, context);
    case 'legacy':
      return decodeLegacy(envelope, context);
    default:
      return decodeJson(envelope, context);
  }
}

/** Smart Citizen Kits and whatever else speaks the topics and doors of their platform. */
export const SMART_CITIZEN: Protocol = {
  id: 'smart-citizen',
  version: 2,
  transports: ['mqtt', 'http'],
  doors: SMART_CITIZEN_DOORS,
  publishTopics,
  recognises: (envelope) => routeOf(envelope) !== undefined,
  externalId: (envelope) => routeOf(envelope)?.id,
  decode,
  settings,
  encode: encodeSmartCitizen,
};
