import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { ESPHOME } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/', import.meta.url);

function sample(path: string): string {
  return readFileSync(new URL(path, SAMPLES), 'utf8');
}

function read(topic: string, text: string) {
  const envelope = envelopeOf(ESPHOME, { topic, headers: {}, payload: Buffer.from(text) });
  expect(ESPHOME.recognises(envelope), topic).toBe(true);
  return ESPHOME.decode(envelope, { timeZone: 'UTC' });
}

describe.skipIf(!existsSync(SAMPLES))('samples of ESPHome', () => {
  it('topics.tsv: three values, one missing, and three messages without readings', () => {
    const lines = sample('esphome/topics.tsv').trim().split('\n');
    const all = lines.map((line) => line.split('\t')).map(([topic = '', text = '']) => read(topic, text));
    const found = all.flatMap((one) => one.found.map(({ phenomenon, value }) => [phenomenon, value]));
    expect(found).toEqual([
      ['pm2_5', 7.3],
      ['temperature', 21.47],
      ['sound_level', 52.1],
    ]);
    expect(all.map(({ missing }) => missing)).toEqual([0, 0, 0, 0, 1, 0, 0]);
    expect(all.flatMap(({ refused }) => refused)).toEqual([]);
  });

  it('mqtt_docs_0.json, the discovery of addresses, gives nothing away', () => {
    const decoded = read('esphome/discover/esp32-test', sample('esphome/mqtt_docs_0.json'));
    expect(decoded).toMatchObject({ silent: true, facts: {} });
  });

  it('discovery_temperature.json is remembered', () => {
    const text = sample('homeassistant-discovery/discovery_temperature.json');
    const { state } = read('homeassistant/sensor/esp8266/temp_sensor/config', text);
    const sensor = { topic: 'homeassistant/sensor/esp8266/state', unit: '°C', deviceClass: 'temperature' };
    expect(state).toEqual({ sensors: { 'esp8266/temp_sensor': sensor } });
  });
});
