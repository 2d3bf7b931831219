import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { OPENSENSEMAP } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/opensensemap/', import.meta.url);
const PATH = '/boxes/57000b8645fd40c8196ad04c/data';
const sensor = (last: string) => `57000b8745fd40c8196ad04${last}`;
const TIME = Date.UTC(2017, 6, 24, 19, 22, 15);

function read(name: string, type: string, query = '') {
  const payload = readFileSync(new URL(name, SAMPLES));
  const headers = { 'content-type': type };
  const envelope = envelopeOf(OPENSENSEMAP, { topic: PATH + query, headers, payload });
  expect(OPENSENSEMAP.recognises(envelope)).toBe(true);
  const { found, ...rest } = OPENSENSEMAP.decode(envelope, { timeZone: 'UTC' });
  const rows = found.map(({ phenomenon, value, time }) => [phenomenon, value, time]);
  return { ...rest, rows };
}

describe.skipIf(!existsSync(SAMPLES))('samples of openSenseMap', () => {
  it.each([
    ['json_object.json', 'application/json', undefined],
    ['data.csv', 'text/csv', TIME],
  ])('%s: four sensors, with the times that it gives', (name, type, second) => {
    const { rows, refused } = read(name, type);
    expect(refused).toEqual([]);
    expect(rows).toEqual([
      [sensor('c'), 21.4, undefined],
      [sensor('d'), 55.1, second],
      [sensor('e'), 1003.2, TIME],
      [sensor('f'), 12.5, TIME],
    ]);
  });

  it('sbx-bytes.bin: three sensors', () => {
    expect(read('sbx-bytes.bin', 'application/sbx-bytes').rows).toEqual([
      [sensor('c'), 0, undefined],
      [sensor('d'), 1, undefined],
      [sensor('e'), 2, undefined],
    ]);
  });

  it('luftdaten_NRZ-2016-058.json: PM10, PM2.5 and a signal with its unit', () => {
    const { rows, facts } = read('luftdaten_NRZ-2016-058.json', 'application/json', '?luftdaten=1');
    expect(rows).toEqual([
      ['pm10', 5.38, undefined],
      ['pm2_5', 4.98, undefined],
      ['rssi', -59, undefined],
    ]);
    expect(facts).toEqual({ software_version: 'NRZ-2016-058' });
  });
});
