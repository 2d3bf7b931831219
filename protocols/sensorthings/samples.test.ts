import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { SENSORTHINGS } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/sensorthings/', import.meta.url);

describe.skipIf(!existsSync(SAMPLES))('samples of SensorThings', () => {
  it.each([
    ['mqtt_publish_observation.json', 'mqtt', 'v1.1/Datastreams(19)/Observations', 'datastream_19', 4.6],
    ['1_CreatingEntities_9.json', 'http', '/FROST-Server/v1.1/Observations', 'datastream_999', 21],
    [
      '1_CreatingEntities_11.json',
      'http',
      '/FROST-Server/v1.1/Datastreams(999)/Observations',
      'datastream_999',
      22,
    ],
  ] as const)('%s is one observation', (sample, transport, topic, phenomenon, value) => {
    const payload = readFileSync(new URL(sample, SAMPLES));
    const envelope = envelopeOf(SENSORTHINGS, { transport, topic, headers: {}, payload });
    expect(SENSORTHINGS.recognises(envelope)).toBe(true);
    const { found, refused } = SENSORTHINGS.decode(envelope, { timeZone: 'UTC' });
    expect(refused).toEqual([]);
    expect(found).toMatchObject([{ phenomenon, channel: '', value }]);
  });

  it.each(['/v1.1/Things', '/v1.1/Datastreams', '/v1.1/Datastreams(1)', '/v1.1/$batch'])(
    '%s creates no observation',
    (topic) => {
      const envelope = envelopeOf(SENSORTHINGS, {
        transport: 'http',
        topic,
        headers: {},
        payload: Buffer.from('{}'),
      });
      expect(SENSORTHINGS.recognises(envelope)).toBe(false);
    },
  );
});
