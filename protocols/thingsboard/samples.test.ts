import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { THINGSBOARD } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/thingsboard/', import.meta.url);

function read(topic: string, text: string) {
  const envelope = envelopeOf(THINGSBOARD, { topic, headers: {}, payload: Buffer.from(text) });
  expect(THINGSBOARD.recognises(envelope)).toBe(true);
  const decoded = THINGSBOARD.decode(envelope, { timeZone: 'UTC' });
  expect(decoded.refused).toEqual([]);
  return decoded.found.map(({ phenomenon, channel, value, time }) => [phenomenon, channel, value, time]);
}

describe.skipIf(!existsSync(SAMPLES))('samples of ThingsBoard', () => {
  it('telemetry.jsonl: every number of a device, and of the devices behind a gateway', () => {
    const lines = readFileSync(new URL('telemetry.jsonl', SAMPLES), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(4);
    const [flat, timed, list] = lines.slice(0, 3).map((line) => read('v1/devices/me/telemetry', line));
    const numbers = (time: number | undefined) => [
      ['key3', '', 3, time],
      ['key4', '', 4, time],
    ];
    expect(flat).toEqual(numbers(undefined));
    // The samples' times are small numbers, which are read as seconds.
    expect(timed).toEqual(numbers(10_000_000));
    expect(list).toEqual([...numbers(10_000_000), ...numbers(20_000_000)]);
    expect(read('v1/gateway/telemetry', lines[3] ?? '')).toEqual([['key3', 'device-a', 3, 10_000_000]]);
  });
});
