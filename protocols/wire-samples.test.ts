import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { AIRROHR } from './airrohr/protocol.ts';
import { envelopeOf } from './cases.ts';
import type { Protocol } from './contract.ts';
import { SMART_CITIZEN } from './smart-citizen/protocol.ts';

const SAMPLES = new URL('../../shared/wire-samples/', import.meta.url);
const DEVICE = 'device/sck/a1b2c3/';
const PUSH = '/v1/push-sensor-data/';

function sample(path: string): string {
  return readFileSync(new URL(path, SAMPLES), 'utf8');
}

function read(protocol: Protocol, text: string, at: { topic: string; headers?: Record<string, string> }) {
  const envelope = envelopeOf(protocol, { headers: {}, ...at, payload: Buffer.from(text) });
  const decoded = protocol.decode(envelope, { timeZone: 'UTC' });
  const found = decoded.found.map(({ phenomenon, channel, value }) => [phenomenon, channel, value]);
  return { ...decoded, found };
}

describe.skipIf(!existsSync(SAMPLES))('samples of Smart Citizen', () => {
  it.each(['readings.json', 'readings_multi.json'])('%s is read without refusals', (name) => {
    const { found, refused } = read(SMART_CITIZEN, sample(`smartcitizen/${name}`), {
      topic: `${DEVICE}readings`,
    });
    expect(found[0]).toEqual(['sensor_1', '', 21]);
    expect(refused).toEqual([]);
  });

  it('readings_raw.txt: every line but the empty object holds a reading or a missing value', () => {
    const lines = sample('smartcitizen/readings_raw.txt').trim().split('\n');
    expect(lines).toHaveLength(8);
    for (const line of lines) {
      const { found, missing, refused } = read(SMART_CITIZEN, line, { topic: `${DEVICE}readings/raw` });
      expect(
        refused.map(({ code }) => code),
        line,
      ).toEqual(line === '{}' ? ['empty_message'] : []);
      expect(found.length + missing > 0, line).toBe(line !== '{}');
    }
  });

  it('info.json gives versions and neither MAC nor id', () => {
    const { facts, silent } = read(SMART_CITIZEN, sample('smartcitizen/info.json'), {
      topic: `${DEVICE}info`,
    });
    expect(facts).toEqual({
      hw_ver: '2.0',
      sam_ver: '0.3.0-ce87e64',
      esp_ver: '0.3.0-ce87e64',
      rcause: 'POR',
    });
    expect(silent).toBe(true);
  });
});

describe.skipIf(!existsSync(SAMPLES))('samples of airRohr', () => {
  it.each([
    ['push_sensorcommunity_pin1_sds011.json', '1', 'push_custom_api.json'],
    ['push_sensorcommunity_pin11_bme280.json', '11', 'push_custom_api.json'],
    ['push_sensorcommunity_pin15_dnms.json', '15', 'push_custom_api.json'],
  ])('%s says what the same values say in the body of the custom API', (name, pin, whole) => {
    const one = read(AIRROHR, sample(`airrohr/${name}`), { topic: PUSH, headers: { 'x-pin': pin } });
    const all = read(AIRROHR, sample(`airrohr/${whole}`), { topic: PUSH });
    expect(one.found.length).toBeGreaterThan(1);
    expect(all.found).toEqual(expect.arrayContaining(one.found));
    expect([...one.refused, ...all.refused]).toEqual([]);
  });

  it('every value type of the firmware is a reading or housekeeping', () => {
    const names = sample('airrohr/value_types_firmware.txt').trim().split('\n');
    for (const name of names) {
      const body = { esp8266id: '1', sensordatavalues: [{ value_type: name, value: '7' }] };
      const { found, refused } = read(AIRROHR, JSON.stringify(body), { topic: PUSH });
      const known = found.every(([phenomenon]) => phenomenon !== name || phenomenonOf(name) !== undefined);
      expect({ refused, known }, name).toEqual({ refused: [], known: true });
    }
  });
});
