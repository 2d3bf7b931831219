import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf } from '../body.ts';
import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeAirrohr } from './decode.ts';
import { encodeAirrohr, PATH } from './encode.ts';
import { boardOfLine, decodeLine } from './influx.ts';

const TOPIC = /^\/v1\/push-sensor-data\/?(?:\?|$)/;
const ID = /^(?:esp8266-|esp32-)?([A-Za-z0-9_-]{1,64})$/;

/** What Sensor.Community's server answers is 201; the firmware reads the status only. */
const answer = () => ({ status: 201, type: 'application/json', body: '{}' });

function door(path: string): Door {
  return { method: 'POST', path, limitBytes: 16_384, headers: ['x-sensor', 'x-pin'], answer };
}

/** As an InfluxDB answers. */
function lineDoor(path: string): Door {
  const written = () => ({ status: 204, type: 'text/plain', body: '' });
  return { method: 'POST', path, limitBytes: 16_384, headers: [], answer: written };
}

function bare(id: unknown): string | undefined {
  const text = typeof id === 'number' ? String(id) : id;
  return typeof text === 'string' ? ID.exec(text.trim())?.[1] : undefined;
}

/** The chip id: from the tag of a line, from `X-Sensor`, else from the body. */
function externalId(envelope: Envelope): string | undefined {
  const { headers, payload } = envelope;
  const sent = boardOfLine(envelope) ?? bare(headers['x-sensor']);
  if (sent !== undefined) return sent;
  const json = jsonOf(payload);
  const body = 'value' in json && isObject(json.value) ? json.value : {};
  return bare(body['esp8266id'] ?? body['esp32id']);
}

/** The door of Sensor.Community, or line protocol that names an ESP as its node. */
function recognises(envelope: Envelope): boolean {
  if (envelope.transport !== 'http') return false;
  return TOPIC.test(envelope.topic) || boardOfLine(envelope) !== undefined;
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

/** airRohr firmware (Sensor.Community), by HTTP: both bodies it knows, and its line protocol. */
export const AIRROHR: Protocol = {
  id: 'airrohr',
  version: 2,
  transports: ['http'],
  doors: [door(PATH), door(PATH.slice(0, -1)), lineDoor('/write'), lineDoor('/api/v2/write')],
  publishTopics: () => [],
  recognises,
  externalId,
  decode: (envelope, context) =>
    TOPIC.test(envelope.topic) ? decodeAirrohr(envelope, context) : decodeLine(envelope, context),
  settings,
  encode: encodeAirrohr,
};
