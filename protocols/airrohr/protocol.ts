import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeAirrohr } from './decode.ts';
import { encodeAirrohr, PATH } from './encode.ts';

const TOPIC = /^\/v1\/push-sensor-data\/?(?:\?|$)/;
const ID = /^(?:esp8266-|esp32-)?([A-Za-z0-9_-]{1,64})$/;

/** What Sensor.Community's server answers is 201; the firmware reads the status only. */
const answer = () => ({ status: 201, type: 'application/json', body: '{}' });

function door(path: string): Door {
  return { method: 'POST', path, limitBytes: 16_384, headers: ['x-sensor', 'x-pin'], answer };
}

function bare(id: unknown): string | undefined {
  const text = typeof id === 'number' ? String(id) : id;
  return typeof text === 'string' ? ID.exec(text.trim())?.[1] : undefined;
}

/** The chip id: from `X-Sensor`, else from the body. */
function externalId({ headers, payload }: Envelope): string | undefined {
  const sent = bare(headers['x-sensor']);
  if (sent !== undefined) return sent;
  const json = jsonOf(payload);
  const body = 'value' in json && isObject(json.value) ? json.value : {};
  return bare(body['esp8266id'] ?? body['esp32id']);
}

/** Named as on the firmware's page Configuration → More APIs, in English. */
function settings({ host, httpPort, kit, token }: Connection): readonly Setting[] {
  const sign =
    token === undefined
      ? []
      : [
          { name: 'User', value: kit },
          { name: 'Password', value: token },
        ];
  return [
    { name: 'Send data to custom API', value: 'on' },
    { name: 'Server', value: host },
    { name: 'Path', value: PATH },
    { name: 'Port', value: String(httpPort) },
    ...sign,
  ];
}

/** airRohr firmware (Sensor.Community), by HTTP: both bodies it knows. */
export const AIRROHR: Protocol = {
  id: 'airrohr',
  version: 1,
  transports: ['http'],
  doors: [door(PATH), door(PATH.slice(0, -1))],
  publishTopics: () => [],
  recognises: ({ transport, topic }) => transport === 'http' && TOPIC.test(topic),
  externalId,
  decode: decodeAirrohr,
  settings,
  encode: encodeAirrohr,
};
