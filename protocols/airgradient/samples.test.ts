import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { envelopeOf } from '../cases.ts';
import { AIRGRADIENT } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/airgradient/', import.meta.url);
const TOPIC = 'airgradient/readings/ecda3b1eaaaf';

function read(payload: Buffer) {
  const envelope = envelopeOf(AIRGRADIENT, { topic: TOPIC, headers: {}, payload });
  return AIRGRADIENT.decode(envelope, { timeZone: 'UTC' });
}

const sample = (name: string) => readFileSync(new URL(name, SAMPLES));

describe.skipIf(!existsSync(SAMPLES))('samples of AirGradient', () => {
  it('measures_current.json: every number but the boot counts, in units of the catalogue', () => {
    const { found, refused, facts } = read(sample('measures_current.json'));
    expect(refused).toEqual([]);
    expect(facts).toEqual({ firmware: '3.1.3', model: 'I-9PSL' });
    expect(Object.fromEntries(found.map(({ phenomenon, value }) => [phenomenon, value]))).toEqual({
      ...{ rssi: -46, co2: 447, pm1: 3, pm2_5: 7, pm10: 8, pn0_3: 4.42, temperature: 25.87 },
      ...{ atmpCompensated: 24.47, humidity: 43, rhumCompensated: 49 },
      ...{ voc_index: 100, tvocRaw: 33_051, nox_index: 1, noxRaw: 16_307 },
    });
  });

  it('cloud_ping.json: the signal', () => {
    expect(read(sample('cloud_ping.json')).found).toMatchObject([{ phenomenon: 'rssi', value: -46 }]);
  });

  it('properties.csv: every property is a phenomenon, kept under its own name, or housekeeping', () => {
    const rows = sample('properties.csv').toString().trim().split('\n').slice(1);
    const OWN = /Compensated$|Standard$|Raw$/;
    for (const row of rows) {
      const [name = '', kind] = row.split(',');
      const value = kind === 'Number' ? 7 : 'text';
      const { found, refused, silent } = read(Buffer.from(JSON.stringify({ [name]: value })));
      expect(refused, name).toEqual([]);
      if (silent) expect(name).toMatch(/^(serialno|boot|bootCount|ledMode|firmware|model)$/);
      else expect(phenomenonOf(found[0]?.phenomenon ?? '') === undefined, name).toBe(OWN.test(name));
    }
  });
});
