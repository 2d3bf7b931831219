import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { cayenneValues } from './cayenne.ts';
import { TTS } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/', import.meta.url);
const sample = (path: string) => readFileSync(new URL(path, SAMPLES));

function read(message: unknown, topic = '/tts/up') {
  const envelope = envelopeOf(TTS, { topic, headers: {}, payload: Buffer.from(JSON.stringify(message)) });
  expect(TTS.recognises(envelope)).toBe(true);
  const decoded = TTS.decode(envelope, { timeZone: 'UTC' });
  const found = decoded.found.map(({ phenomenon, channel, value }) => [phenomenon, channel, value]);
  return { ...decoded, found, device: TTS.externalId(envelope) };
}

interface Message {
  end_device_ids: object;
  uplink_message: { frm_payload?: string; decoded_payload?: object };
}

const uplink = () => JSON.parse(sample('tts-v3/uplink_v3_cayenne_sensebox.json').toString()) as Message;

describe.skipIf(!existsSync(SAMPLES))('samples of The Things Stack', () => {
  it('uplink_v3_cayenne_sensebox.json: what the server decoded', () => {
    const { found, refused, device } = read(uplink());
    expect([device, refused]).toEqual(['sensebox-cayenne/cayenne-1', []]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['temperature', '1', 23],
        ['humidity', '1', 0],
        ['pressure', '1', 102_300],
        ['illuminance', '1', 1451],
        ['analog_in', '1', 0],
        ['accelerometer_z', '1', 0],
      ]),
    );
    expect(JSON.stringify(found)).not.toMatch(/gps|latitude/);
  });

  it('its bytes are read where the server decoded nothing', () => {
    const message = uplink();
    delete message.uplink_message.decoded_payload;
    const { found, refused } = read(message);
    expect(refused).toEqual([]);
    expect(found.slice(0, 4)).toEqual([
      ['temperature', '1', 0],
      ['humidity', '1', 0],
      ['pressure', '1', 0],
      ['illuminance', '1', 1451],
    ]);
  });

  it('uplink_all_types.bin: every type as the server decodes it, without positions', () => {
    const expected = JSON.parse(sample('cayenne-lpp/uplink_all_types.expected.json').toString()) as object;
    const values = cayenneValues(sample('cayenne-lpp/uplink_all_types.bin')) ?? [];
    const wanted = Object.entries(expected)
      .filter(([name]) => !name.startsWith('gps'))
      .flatMap(([name, value]) => [value].flat().map((one: number, n) => [name, n, one]));
    const given = values.map(({ name, channel, value }) => {
      const [, base = name, axis = 'x'] = /^(.*)_([xyz])$/.exec(name) ?? [];
      return [`${base}_${channel}`, 'xyz'.indexOf(axis), value];
    });
    expect(given).toEqual(wanted);
  });

  it('lora_serialization_payloads.txt: the first is temperature, humidity and a word', () => {
    const [first = ''] = sample('tts-v3/lora_serialization_payloads.txt').toString().split('\n');
    const { end_device_ids } = uplink();
    const message = { end_device_ids, uplink_message: { frm_payload: first } };
    const path = '/tts/profile/lora-serialization=temperature,humidity,uint16.co2_ppm/up';
    const { found, refused } = read(message, path);
    expect(refused).toEqual([]);
    expect(found).toEqual([
      ['temperature', '', -5.3],
      ['humidity', '', 78.7],
      ['co2', '', 666],
    ]);
  });
});
