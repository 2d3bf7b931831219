import type { Answer, Connection, Door, Outcome, Protocol, Setting, TokenPlace } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeSensorThings } from './decode.ts';
import { encodeSensorThings } from './encode.ts';
import { sensorThingsPath } from './path.ts';

const TOKENS: readonly TokenPlace[] = [{ in: 'header', name: 'authorization', scheme: 'Bearer' }];

/** Roots of the API: by the standard, and as FROST-Server has it where nobody changed it. */
const ROOTS = ['/v1.1', '/v1.0', '/FROST-Server/v1.1', '/FROST-Server/v1.0'];

/** One observation was created. */
function created(root: string): (outcome: Outcome) => Answer {
  return ({ id }) => {
    const headers = { Location: `${root}/Observations(${id})` };
    return { status: 201, type: 'application/json', body: '', headers };
  };
}

/** The answer to data arrays lists where each observation is, or `error`. */
function listed(root: string): (outcome: Outcome) => Answer {
  return ({ id, accepted, duplicates, rejected, quarantined, missing }) => {
    const kept = new Array<string>(accepted + duplicates + quarantined + missing).fill(
      `${root}/Observations(${id})`,
    );
    const body = JSON.stringify([...kept, ...new Array<string>(rejected).fill('error')]);
    return { status: 201, type: 'application/json', body };
  };
}

function doorsAt(root: string): Door[] {
  const shared = { method: 'POST', limitBytes: 256 * 1024, headers: [], tokens: TOKENS } as const;
  return [
    // `Datastreams(5)` is one segment: the router would take its bracket for an expression.
    { ...shared, path: `${root}/:datastream/Observations`, answer: created(root) },
    { ...shared, path: `${root}/Observations`, answer: created(root) },
    { ...shared, path: `${root}/CreateObservations`, answer: listed(root) },
  ];
}

function settings(to: Connection): readonly Setting[] {
  const { host, httpPort } = to;
  const { port, settings: sign } = mqttSignIn(to, ['User name', 'Password']);
  return [
    { name: 'Service root', value: `http://${host}:${httpPort}/v1.1` },
    { name: 'MQTT host', value: host },
    { name: 'MQTT port', value: String(port) },
    ...sign,
    { name: 'Topic', value: 'v1.1/Datastreams(<id>)/Observations' },
  ];
}

/** OGC SensorThings API 1.0 and 1.1: observations that are created by MQTT and HTTP. */
export const SENSORTHINGS: Protocol = {
  id: 'sensorthings',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: ROOTS.flatMap(doorsAt),
  publishTopics: () => ['v1.1', 'v1.0'].flatMap((root) => [`${root}/+/Observations`, `${root}/Observations`]),
  recognises: (envelope) => sensorThingsPath(envelope) !== undefined,
  externalId: () => undefined,
  decode: decodeSensorThings,
  settings,
  encode: encodeSensorThings,
};
