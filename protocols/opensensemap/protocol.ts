import type { Envelope } from '../../domain/envelope.ts';
import { decodeAirrohr } from '../airrohr/decode.ts';
import type { Connection, DecodeContext, Decoded, Door, Protocol, Setting } from '../contract.ts';
import { unreadable } from '../tray.ts';
import { decodeBytes } from './bytes.ts';
import { decodeCsv } from './csv.ts';
import { encodeOpenSenseMap } from './encode.ts';
import { decodeHackair } from './hackair.ts';
import { decodeJson, decodeSingle } from './json.ts';
import { routeOf, spelledId } from './route.ts';

/** 2,500 measurements as JSON with times and positions are some 350 KB. */
const LIMIT_BYTES = 524_288;

/** Answers as the platform does: a JSON text with its quotes, which some clients compare. */
function door(path: string, words: string): Door {
  return {
    method: 'POST',
    path,
    limitBytes: LIMIT_BYTES,
    headers: ['content-type'],
    // The platform's access token stands there bare, without a scheme.
    tokens: [{ in: 'header', name: 'authorization' }],
    answer: () => ({ status: 201, type: 'application/json; charset=utf-8', body: JSON.stringify(words) }),
  };
}

function decode(envelope: Envelope, context: DecodeContext): Decoded {
  const route = routeOf(envelope);
  switch (route?.form) {
    case 'json':
      return decodeJson(envelope, context);
    case 'csv':
      return decodeCsv(envelope, context);
    case 'bytes':
    case 'bytes-with-time':
      return decodeBytes(envelope, context, { withTime: route.form === 'bytes-with-time' });
    case 'luftdaten':
      return decodeAirrohr({ ...envelope, headers: {} }, context);
    case 'hackair':
      return decodeHackair(envelope, context);
    case 'single':
      return decodeSingle(envelope, context, route.sensor ?? '');
    default:
      return unreadable({ code: 'wrong_shape', path: '' });
  }
}

/** Named as in the sketches that openSenseMap generates. */
function settings({ host, httpPort, externalId, token }: Connection): readonly Setting[] {
  const sign = token === undefined ? [] : [{ name: 'Authorization (access token)', value: token }];
  return [
    { name: 'server', value: host },
    { name: 'port', value: String(httpPort) },
    { name: 'SENSEBOX_ID', value: externalId },
    { name: 'path', value: `/boxes/${externalId}/data` },
    ...sign,
  ];
}

/** senseBoxes and everything else that posts to openSenseMap, by HTTP or MQTT. */
export const OPENSENSEMAP: Protocol = {
  id: 'opensensemap',
  version: 1,
  transports: ['http', 'mqtt'],
  doors: [
    door('/boxes/:boxId/data', 'Measurements saved in box'),
    door('/boxes/:boxId/:sensorId', 'Measurement saved in box'),
  ],
  publishTopics: ({ externalId }) => [
    `opensensemap/${spelledId(externalId)}`,
    `boxes/${spelledId(externalId)}/data`,
  ],
  recognises: (envelope) => routeOf(envelope) !== undefined,
  externalId: (envelope) => routeOf(envelope)?.box,
  decode,
  settings,
  encode: encodeOpenSenseMap,
};
