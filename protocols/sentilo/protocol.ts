import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeSentilo } from './decode.ts';
import { encodeSentilo } from './encode.ts';
import { sentiloPath } from './path.ts';

function door(method: Door['method'], path: string): Door {
  return {
    ...{ method, path, limitBytes: 256 * 1024, headers: [] },
    tokens: [{ in: 'header', name: 'identity_key' }],
    answer: () => ({ status: 200, type: 'application/json', body: '' }),
  };
}

/** Named as Sentilo's API documentation names them. */
function settings({ host, httpPort, externalId, token }: Connection): readonly Setting[] {
  const sign = token === undefined ? [] : [{ name: 'IDENTITY_KEY', value: token }];
  return [
    { name: 'API server', value: `http://${host}:${httpPort}` },
    ...sign,
    { name: 'provider_id', value: externalId },
  ];
}

/** Sentilo's API for providers: observations, and the catalogue that names them. */
export const SENTILO: Protocol = {
  id: 'sentilo',
  version: 1,
  transports: ['http'],
  stateful: true,
  doors: [
    door('PUT', '/data/:provider'),
    door('PUT', '/data/:provider/:sensor'),
    door('PUT', '/data/:provider/:sensor/:value'),
    door('POST', '/catalog/:provider'),
    door('PUT', '/catalog/:provider'),
  ],
  publishTopics: () => [],
  recognises: (envelope) => sentiloPath(envelope) !== undefined,
  externalId: (envelope) => sentiloPath(envelope)?.provider,
  decode: decodeSentilo,
  settings,
  encode: encodeSentilo,
};
