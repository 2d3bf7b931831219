import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeThingsBoard } from './decode.ts';
import { encodeThingsBoard } from './encode.ts';
import { kindOf } from './topic.ts';

function door(word: string): Door {
  return {
    method: 'POST',
    path: `/api/v1/:accessToken/${word}`,
    limitBytes: 256 * 1024,
    headers: [],
    tokens: [{ in: 'path', name: 'accessToken' }],
    answer: () => ({ status: 200, type: 'text/plain', body: '' }),
  };
}

/** Named as in the sketches of ThingsBoard's SDKs. */
function settings({ host, kit, mqttPort, openMqttPort, httpPort, token }: Connection): readonly Setting[] {
  const open = token === undefined && openMqttPort !== undefined;
  return [
    { name: 'THINGSBOARD_SERVER', value: host },
    { name: 'THINGSBOARD_PORT', value: String(open ? openMqttPort : mqttPort) },
    { name: 'TOKEN', value: token ?? (open ? kit : '<token>') },
    { name: 'HTTP', value: `POST http://${host}:${httpPort}/api/v1/${token ?? '<token>'}/telemetry` },
  ];
}

/** ThingsBoard's device API and gateway API, by MQTT and HTTP. */
export const THINGSBOARD: Protocol = {
  id: 'thingsboard',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: ['telemetry', 'attributes'].map(door),
  publishTopics: () => ['v1/devices/me/#', 'v1/gateway/#', 'v2/t', 'v2/t/j', 'v2/a', 'v2/a/j'],
  // Nothing is published there: SDKs wait for the acknowledgement of these subscriptions before they send.
  subscribeTopics: () => [
    ...['v1/devices/me/rpc/request/+', 'v1/devices/me/rpc/response/+', 'v1/devices/me/attributes'],
    ...['v1/devices/me/attributes/response/+', 'v2/fw/response/+', 'v2/fw/response/+/chunk/+'],
    ...['v1/gateway/rpc', 'v1/gateway/attributes', 'v1/gateway/attributes/response'],
  ],
  recognises: (envelope) => kindOf(envelope) !== undefined,
  externalId: () => undefined,
  decode: decodeThingsBoard,
  settings,
  encode: encodeThingsBoard,
};
