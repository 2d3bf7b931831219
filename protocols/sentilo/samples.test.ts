import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import type { DialectState } from '../contract.ts';
import { SENTILO } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/sentilo/', import.meta.url);

function read(topic: string, sample: string, state?: DialectState) {
  const payload = readFileSync(new URL(sample, SAMPLES));
  const envelope = envelopeOf(SENTILO, { topic, headers: {}, payload });
  expect(SENTILO.recognises(envelope)).toBe(true);
  const decoded = SENTILO.decode(envelope, { timeZone: 'Europe/Madrid', state });
  expect(decoded.refused).toEqual([]);
  return decoded;
}

const at = (text: string) => Date.parse(text);

describe.skipIf(!existsSync(SAMPLES))('samples of Sentilo', () => {
  it.each([
    ['publish_sensor_data_0.json', [[12.3, at('2012-09-17T12:34:45Z')]]],
    ['publish_sensor_data_1.json', [[9.6, at('2016-02-17T10:43:45Z')]]],
    ['general_model_0.json', [[12.3, at('2012-09-17T12:34:45Z')]]],
    [
      'publish_sensor_data_2.json',
      [
        [10.1, undefined],
        [11.2, at('2012-09-17T12:34:45Z')],
        [12.3, at('2012-09-17T10:34:45Z')],
      ],
    ],
  ])('%s: its observations, without their places', (sample, expected) => {
    const { found } = read('/data/rec/RE0012', sample);
    expect(found.map(({ value, time }) => [value, time])).toEqual(expected);
  });

  it('publish_provider_sensor_data_0.json: three observations each of two sensors', () => {
    const { found } = read('/data/rec', 'publish_provider_sensor_data_0.json');
    expect(found.map(({ phenomenon, value }) => [phenomenon, value])).toEqual(
      ['RE0012', 'RE0013'].flatMap((sensor, n) => [1, 2, 3].map((m) => [sensor, n + 1 + m / 10])),
    );
    expect(found[1]?.time).toBe(at('2012-09-17T11:34:45Z'));
  });

  it.each(['create_sensors_0.json', 'create_sensors_2.json'])(
    '%s names the observations after it',
    (sample) => {
      const { state, found } = read('/catalog/rec', sample);
      expect([found, state]).toEqual([[], { sensors: { RE0025: { type: 'humidity', unit: '%' } } }]);
      const after = read('/data/rec/RE0025', 'publish_sensor_data_0.json', state);
      expect(after.found).toMatchObject([
        { phenomenon: 'humidity', channel: 're0025', value: 12.3, flags: 0 },
      ]);
    },
  );
});
