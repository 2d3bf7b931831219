import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf, TAKEN } from '../cases.ts';
import { AIRROHR } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/airrohr/', import.meta.url);

const sample = (name: string) => readFileSync(new URL(name, SAMPLES));

function read(topic: string, payload: Buffer) {
  const envelope = { ...envelopeOf(AIRROHR, { topic, headers: {}, payload }), received: 1_772_366_400_000 };
  const decoded = AIRROHR.decode(envelope, { timeZone: 'UTC' });
  const found = decoded.found.map(({ phenomenon, channel, value }) => [phenomenon, channel, value]);
  return { ...decoded, found, times: new Set(decoded.found.map(({ time }) => time)), envelope };
}

describe.skipIf(!existsSync(SAMPLES))('further samples of airRohr', () => {
  it('influx_line.txt: the same values as fields, the board from the tag', () => {
    const { found, refused, times, envelope } = read('/write?db=sensorcommunity', sample('influx_line.txt'));
    expect(AIRROHR.recognises(envelope)).toBe(true);
    expect(AIRROHR.externalId(envelope)).toBe('1184838');
    expect(refused).toEqual([]);
    expect(times).toEqual(new Set([undefined]));
    expect(found).toEqual([
      ['pm10', '', 1.87],
      ['pm2_5', '', 1.05],
      ['pressure', 'bmp180', 100_659],
      ['temperature', 'bmp180', 26.8],
      ['rssi', '', -52],
    ]);
  });

  it('data.json: what the custom API sends, measured 73 s before it arrived', () => {
    const pushed = read('/v1/push-sensor-data/', sample('data.json'));
    const custom = read('/v1/push-sensor-data/', sample('push_custom_api.json'));
    expect(pushed.found).toEqual(custom.found);
    expect(pushed.times).toEqual(new Set([1_772_366_327_000]));
  });
});

describe("airRohr's line protocol", () => {
  const line = (text: string, topic = '/write?db=x') =>
    AIRROHR.recognises(envelopeOf(AIRROHR, { topic, headers: {}, payload: Buffer.from(text) }));

  it('is told from other line protocol by its only tag', () => {
    expect(line('feinstaub,node=esp8266-1184838 SDS_P1=1.87')).toBe(true);
    expect(line('roof,node=esp32-a1b2c3 SDS_P1=1.87', '/api/v2/write?bucket=b')).toBe(true);
    expect(line('feinstaub,node=esp8266-1184838 SDS_P1=1.87', '/write2')).toBe(false);
    expect(line('feinstaub,node=esp8266-1184838,host=pi SDS_P1=1.87')).toBe(false);
    expect(line('feinstaub,node=pi SDS_P1=1.87')).toBe(false);
    expect(line('feinstaub SDS_P1=1.87')).toBe(false);
  });

  it('is answered 204 as by an InfluxDB, the other bodies 201', () => {
    const statuses = AIRROHR.doors.map(({ path, answer }) => [path, answer(TAKEN).status]);
    expect(statuses).toEqual([
      ['/v1/push-sensor-data/', 201],
      ['/v1/push-sensor-data', 201],
      ['/write', 204],
      ['/api/v2/write', 204],
    ]);
  });
});
