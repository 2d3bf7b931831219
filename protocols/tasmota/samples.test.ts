import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { TASMOTA } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/tasmota/', import.meta.url);

function read(line: string) {
  const [topic = '', text = ''] = line.split('\t');
  const envelope = envelopeOf(TASMOTA, { topic, headers: {}, payload: Buffer.from(text) });
  expect(TASMOTA.recognises(envelope), line).toBe(true);
  const decoded = TASMOTA.decode(envelope, { timeZone: 'UTC' });
  const found = decoded.found.map(({ phenomenon, channel, value }) => [phenomenon, channel, value]);
  return { ...decoded, found, text };
}

function lines(name: string): string[] {
  return readFileSync(new URL(name, SAMPLES), 'utf8').trim().split('\n');
}

describe.skipIf(!existsSync(SAMPLES))('samples of Tasmota', () => {
  it('tele_messages.tsv: nothing is refused, and every number of a sensor is a reading', () => {
    const all = lines('tele_messages.tsv').map(read);
    expect(all).toHaveLength(31);
    for (const { refused, missing, text } of all)
      expect({ refused, missing }, text).toEqual({ refused: [], missing: 0 });
    const found = all.flatMap((one) => one.found);
    expect(found).toEqual(
      expect.arrayContaining([
        ['illuminance', 'analog', 8],
        ['co2', 'scd40', 618],
        ['eco2', 'scd40', 623],
        ['temperature', 'ds18b20', 20.9],
        ['rssi', 'ibeacon', -56],
        ['CCT', 'apds9960', 4217],
      ]),
    );
    expect(JSON.stringify(found)).not.toMatch(/52680f|a2fd09|030597946B04|A4C1387F|5ADF.*IEEE/i);
  });

  it('airquality_tele.tsv: particles, counts and Fahrenheit', () => {
    const [, pms, fahrenheit] = lines('airquality_tele.tsv').map(read);
    expect(pms?.found).toEqual(
      expect.arrayContaining([
        ['pm2_5', 'pms5003', 2],
        ['CF2.5', 'pms5003', 2],
        ['pn0_3', 'pms5003', 4.23],
        ['temperature', 'htu21', 24.7],
      ]),
    );
    expect(fahrenheit?.found).toEqual([
      ['temperature', 'dht11', 26],
      ['humidity', 'dht11', 27],
      ['temperature', 'sht3x', expect.closeTo(23.778, 3)],
      ['humidity', 'sht3x', 18.9],
    ]);
  });
});
