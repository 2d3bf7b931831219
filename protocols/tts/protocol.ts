import type { Envelope } from '../../domain/envelope.ts';
import { jsonOf } from '../body.ts';
import type { Connection, Door, Protocol, Setting } from '../contract.ts';
import { decodeTts } from './decode.ts';
import { encodeTts, idsOf } from './encode.ts';
import { ttsTopic } from './topic.ts';
import { deviceIn } from './uplink.ts';

function door(path: string): Door {
  return {
    ...{ method: 'POST', path, limitBytes: 64 * 1024, headers: [] },
    tokens: [{ in: 'header', name: 'authorization', scheme: 'Bearer' }],
    answer: () => ({ status: 200, type: 'text/plain', body: '' }),
  };
}

function externalId(envelope: Envelope): string | undefined {
  const topic = ttsTopic(envelope);
  if (topic?.device !== undefined) return topic.device;
  const json = jsonOf(envelope.payload);
  return 'value' in json ? deviceIn(json.value) : undefined;
}

/** Named as in the console, Integrations → Webhooks → Custom webhook. */
function settings({ host, httpPort, externalId: id, token }: Connection): readonly Setting[] {
  const { application, device } = idsOf(id);
  const sign =
    token === undefined ? [] : [{ name: 'Additional header Authorization', value: `Bearer ${token}` }];
  return [
    { name: 'Webhook format', value: 'JSON' },
    { name: 'Base URL', value: `http://${host}:${httpPort}/tts` },
    ...sign,
    { name: 'Uplink message', value: '/up' },
    { name: 'Application ID', value: application },
    { name: 'End device ID', value: device },
  ];
}

/** The Things Stack v3 and The Things Network V2: uplinks by webhook, and by a bridge from their MQTT server. */
export const TTS: Protocol = {
  id: 'tts',
  version: 1,
  transports: ['http', 'mqtt'],
  doors: [door('/tts/:event'), door('/tts/profile/:profile/:event')],
  carriesMany: true,
  publishTopics({ externalId: id }) {
    const { device } = idsOf(id);
    return [`v3/+/devices/${device}/+`, `v3/+/devices/${device}/+/+`, `+/devices/${device}/up`];
  },
  recognises: (envelope) => ttsTopic(envelope) !== undefined,
  externalId,
  decode: decodeTts,
  settings,
  encode: encodeTts,
};
