import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { FIWARE } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/', import.meta.url);

function read(topic: string, payload: Buffer) {
  const transport = topic.includes('/notify') ? 'http' : 'mqtt';
  const envelope = envelopeOf(FIWARE, { transport, topic, headers: {}, payload });
  expect(FIWARE.recognises(envelope)).toBe(true);
  const decoded = FIWARE.decode(envelope, { timeZone: 'UTC' });
  const found = decoded.found.map(({ phenomenon, value }) => [phenomenon, value]);
  return { ...decoded, found, time: decoded.found[0]?.time };
}

const sample = (path: string) => readFileSync(new URL(path, SAMPLES));

describe.skipIf(!existsSync(SAMPLES))('samples of FIWARE', () => {
  it('measures.txt: every number, and nothing refused', () => {
    const lines = sample('fiware-ul/measures.txt').toString().trim().split('\n');
    const read1 = lines.map((line) => read('/ul/key/dev/attrs', Buffer.from(line)));
    expect(read1.map(({ found, refused }) => [found, refused])).toEqual([
      [[['t', 15]], []],
      [[['t', 10]], []],
      [[['lle', 100]], []],
      [
        [
          ['t', 10],
          ['l', 78.8],
        ],
        [],
      ],
    ]);
    expect(read1[2]?.time).toBe(Date.parse('2016-06-13T00:35:30Z'));
  });

  it.each([
    ['usermanual_0.json', ['h', 't', 'l']],
    ['usermanual_1.json', ['h', 't', 'l', 'h', 't', 'l']],
    ['usermanual_2.json', ['h', 't', 'l_a']],
    ['usermanual_3.json', []],
  ])('fiware-json/%s: the numbers of a measure', (name, expected) => {
    const { found, refused } = read('/json/key/dev/attrs', sample(`fiware-json/${name}`));
    expect([found.map(([phenomenon]) => phenomenon), refused]).toEqual([expected, []]);
  });

  it.each([
    'AirQualityObserved.example.json',
    'AirQualityObserved.example.jsonld',
    'AirQualityObserved.example-normalized.json',
    'AirQualityObserved.example-normalized.jsonld',
    'AirQualityObserved.example-geojsonfeature.json',
  ])('ngsi-ld/%s: gases, particles and weather, humidity as a fraction', (name) => {
    const { found, refused, time } = read('/v2/notify', sample(`ngsi-ld/${name}`));
    const values = Object.fromEntries(found);
    expect(refused).toEqual([]);
    expect(values).toMatchObject({ temperature: 12.2, humidity: 54, wind_speed: 0.64 });
    expect(values).toMatchObject({ no: 45, so2: 11 });
    // The feature says an interval, whose end is taken.
    const hour = name.includes('geojson') ? '12' : '11';
    expect(time).toBe(Date.parse(`2016-03-15T${hour}:00:00Z`));
  });

  it.each([
    'NoiseLevelObserved.example.json',
    'NoiseLevelObserved.example.jsonld',
    'NoiseLevelObserved.example-normalized.json',
    'NoiseLevelObserved.example-normalized.jsonld',
    'NoiseLevelObserved.example-geojsonfeature.json',
  ])('ngsi-ld/%s: levels at the end of their hour', (name) => {
    const { found, refused, time } = read('/v2/notify', sample(`ngsi-ld/${name}`));
    expect([Object.fromEntries(found), refused]).toEqual([
      { noise_laeq: 67.8, noise_lamax: 94.5, LAS: 91.6, LAeq_d: 65.4 },
      [],
    ]);
    expect(time).toBe(Date.parse('2016-12-28T12:00:00Z'));
  });
});
