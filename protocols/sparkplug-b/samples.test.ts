import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isObject } from '../body.ts';
import { envelopeOf } from '../cases.ts';
import type { DialectState } from '../contract.ts';
import { writePayload } from './payload.ts';
import { SPARKPLUG_B } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/sparkplug-b/', import.meta.url);
const NODE = 'spBv1.0/Sparkplug B Devices';

/** Data types as the specification's JSON names them: number, and field of the value. */
const TYPES: Readonly<Record<string, readonly [number, string]>> = {
  Int64: [4, 'longValue'],
  Float: [9, 'floatValue'],
  Boolean: [11, 'booleanValue'],
  String: [12, 'stringValue'],
};

/** The wire form of a payload that the specification shows as JSON. */
function wire(name: string): Buffer {
  const shown: unknown = JSON.parse(readFileSync(new URL(name, SAMPLES), 'utf8'));
  if (!isObject(shown) || !Array.isArray(shown['metrics'])) throw new Error(`${name} is no payload`);
  const metrics = shown['metrics'].map(({ dataType, value, ...metric }) => {
    const [datatype, field] = TYPES[dataType] ?? [0, 'stringValue'];
    return { ...metric, datatype, [field]: value };
  });
  return writePayload({ ...shown, metrics });
}

describe.skipIf(!existsSync(SAMPLES))('samples of Sparkplug B', () => {
  it('the payloads of the specification, in their order', () => {
    let state: DialectState | undefined;
    const found = [
      ['spec_01.json', 'NBIRTH/Raspberry Pi'],
      ['spec_02.json', 'DBIRTH/Raspberry Pi/Pibrella'],
      ['spec_03.json', 'NDATA/Raspberry Pi'],
      ['spec_04.json', 'DDATA/Raspberry Pi/Pibrella'],
    ].flatMap(([name = '', topic]) => {
      const envelope = envelopeOf(SPARKPLUG_B, {
        topic: `${NODE}/${topic}`,
        headers: {},
        payload: wire(name),
      });
      const context = { timeZone: 'UTC', externalId: 'Sparkplug B Devices/Raspberry Pi', state };
      const decoded = SPARKPLUG_B.decode(envelope, context);
      state = decoded.state ?? state;
      expect(decoded, name).toMatchObject({ refused: [], missing: 0 });
      expect(decoded.replies, name).toBeUndefined();
      return decoded.found.map(({ phenomenon, value, time }) => [phenomenon, value, time]);
    });
    expect(found).toEqual([
      ['Supply Voltage', 12.1, 1486144502122],
      ['Supply Voltage', 12.3, 1486144502122],
    ]);
  });

  it('topics.txt: every topic is read', () => {
    const topics = readFileSync(new URL('topics.txt', SAMPLES), 'utf8').trim().split('\n');
    expect(topics).toHaveLength(8);
    for (const topic of topics) {
      const envelope = envelopeOf(SPARKPLUG_B, { topic, headers: {}, payload: Buffer.alloc(0) });
      expect(SPARKPLUG_B.externalId(envelope), topic).toMatch(
        /^Sparkplug B Devices\/Raspberry Pi(\/Pibrella)?$/,
      );
    }
  });
});
