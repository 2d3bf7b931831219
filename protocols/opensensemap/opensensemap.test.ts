import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { MAX_READINGS } from '../body.ts';
import { envelopeOf, TAKEN } from '../cases.ts';
import { OPENSENSEMAP } from './protocol.ts';
import { PRESSURE_BY_SIZE, titled } from './titles.ts';

const DEFINITIONS = new URL(
  '../../../shared/wire-samples/opensensemap/sensor_definitions.csv',
  import.meta.url,
);
const BOX = '5f2a8c0d9e1b3a4c5d6e7f80';

function decoded(payload: Buffer, type: string) {
  const headers = { 'content-type': type };
  const envelope = envelopeOf(OPENSENSEMAP, { topic: `/boxes/${BOX}/data`, headers, payload });
  return OPENSENSEMAP.decode(envelope, { timeZone: 'UTC' });
}

describe('openSenseMap', () => {
  it('is answered as the platform answers, also where one measurement is refused', () => {
    const answers = OPENSENSEMAP.doors.map(({ path, answer }) => [path, answer({ ...TAKEN, rejected: 1 })]);
    const type = 'application/json; charset=utf-8';
    expect(answers).toEqual([
      ['/boxes/:boxId/data', { status: 201, type, body: '"Measurements saved in box"' }],
      ['/boxes/:boxId/:sensorId', { status: 201, type, body: '"Measurement saved in box"' }],
    ]);
  });

  it.each([
    ['application/json', (n: number) => JSON.stringify(Array(n).fill({ sensor: 'pm10', value: 1 }))],
    ['text/csv', (n: number) => 'pm10,1\n'.repeat(n)],
    ['application/sbx-bytes', (n: number) => Buffer.alloc(16 * n)],
    ['application/sbx-bytes-ts', (n: number) => Buffer.alloc(20 * n)],
  ])('takes %s with 2,500 measurements and none with one more', (type, body) => {
    expect(decoded(Buffer.from(body(MAX_READINGS)), type).found).toHaveLength(MAX_READINGS);
    expect(decoded(Buffer.from(body(MAX_READINGS + 1)), type)).toMatchObject({
      found: [],
      refused: [{ code: 'too_many_readings', path: '' }],
    });
  });

  it.each([
    '/boxes/a b/data',
    '/boxes//data',
    '/boxes/x/y/z',
    '/boxes/x/%zz',
    '/boxes/x',
    '/v1/boxes/x/data',
  ])('does not take %s for its own', (topic) => {
    const envelope = envelopeOf(OPENSENSEMAP, { topic, headers: {}, payload: Buffer.from('{}') });
    expect(OPENSENSEMAP.recognises(envelope)).toBe(false);
  });

  it('leaves readings on a channel out of what it encodes', () => {
    const reading = { kit: 'roof-7', phenomenon: 'pm10', time: 0, value: 1, flags: 0 };
    const to = { kit: 'roof-7', externalId: BOX.toUpperCase() };
    expect(OPENSENSEMAP.encode([{ ...reading, channel: 'sps30' }], to)).toEqual([]);
    const [sent] = OPENSENSEMAP.encode([{ ...reading, channel: '' }], to);
    expect(sent?.topic).toBe(`/boxes/${BOX}/data`);
  });
});

describe.skipIf(!existsSync(DEFINITIONS))("the platform's sensor definitions", () => {
  /** Titles that stand for no phenomenon of the catalogue. */
  const OWN = ['VOC', 'Bodenfeuchte', 'Bodentemperatur', 'Lautstärke', 'UV-Intensität'];

  it('have titles that are read in their unit, or are kept under their own name', () => {
    const rows = readFileSync(DEFINITIONS, 'utf8').trim().split('\n').slice(1);
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const [, title = '', unit = ''] = row.split(',');
      const [phenomenon, taken] = titled(title) ?? [];
      expect(phenomenon === undefined, row).toBe(OWN.includes(title));
      if (phenomenon === undefined || taken === undefined) continue;
      const known = phenomenonOf(phenomenon);
      const sent = known && toOwnUnit(known, 1, unit.replace('db (A)', 'dB(A)'));
      if (taken !== PRESSURE_BY_SIZE) expect(known && toOwnUnit(known, 1, taken), row).toBe(sent);
      else expect([1, 100], row).toContain(sent);
    }
  });
});
