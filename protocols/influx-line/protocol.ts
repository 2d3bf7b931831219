import { boardOfLine } from '../airrohr/influx.ts';
import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeInfluxLine } from './decode.ts';
import { encodeInfluxLine } from './encode.ts';

const PATHS = ['/write', '/api/v2/write', '/api/v3/write_lp'] as const;
const TOPIC = /^\/(?:write|api\/v2\/write|api\/v3\/write_lp)(?:\?|$)/;

function door(path: string): Door {
  return {
    method: 'POST',
    path,
    limitBytes: 1024 * 1024,
    headers: ['content-encoding'],
    tokens: [
      { in: 'header', name: 'authorization', scheme: 'Token' },
      { in: 'header', name: 'authorization', scheme: 'Bearer' },
      { in: 'query', name: 'p' },
    ],
    answer: () => ({ status: 204, type: 'text/plain', body: '' }),
  };
}

/** Named as in Telegraf's `outputs.influxdb_v2`, which other clients follow. */
function settings({ host, httpPort, token }: Connection): readonly Setting[] {
  const sign = token === undefined ? [] : [{ name: 'token', value: token }];
  return [
    { name: 'urls', value: `http://${host}:${httpPort}` },
    ...sign,
    { name: 'organization', value: 'superilla (any)' },
    { name: 'bucket (database with InfluxDB 1)', value: 'superilla (any)' },
  ];
}

/** InfluxDB line protocol as any client writes it, but for the lines of airRohr firmware, which are `airrohr`'s. */
export const INFLUX_LINE: Protocol = {
  id: 'influx-line',
  version: 1,
  transports: ['http'],
  doors: PATHS.map(door),
  publishTopics: () => [],
  recognises: (envelope) =>
    envelope.transport === 'http' && TOPIC.test(envelope.topic) && boardOfLine(envelope) === undefined,
  externalId: () => undefined,
  decode: decodeInfluxLine,
  settings,
  encode: encodeInfluxLine,
};
