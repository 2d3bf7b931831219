import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import type { DialectState } from '../contract.ts';
import { HOMIE } from './protocol.ts';

const SAMPLES = new URL('../../../shared/wire-samples/homie/', import.meta.url);

/** Decodes messages in their order, remembering what they leave. */
function readAll(messages: readonly (readonly [topic: string, text: string])[]) {
  let state: DialectState | undefined;
  return messages.flatMap(([topic, text]) => {
    const envelope = envelopeOf(HOMIE, { topic, headers: {}, payload: Buffer.from(text) });
    expect(HOMIE.recognises(envelope), topic).toBe(true);
    const decoded = HOMIE.decode(envelope, { timeZone: 'UTC', state });
    state = decoded.state ?? state;
    expect(decoded.refused, topic).toEqual([]);
    return decoded.found.map(({ phenomenon, channel, value, flags }) => [phenomenon, channel, value, flags]);
  });
}

describe.skipIf(!existsSync(SAMPLES))('samples of Homie', () => {
  it('homie4_air_kit.tsv: two readings in the units that were announced', () => {
    const lines = readFileSync(new URL('homie4_air_kit.tsv', SAMPLES), 'utf8').trim().split('\n');
    const messages = lines.map((line) => line.split('\t') as [string, string]);
    expect(readAll(messages)).toEqual([
      ['pm2_5', 'air', 7.3, 0],
      ['temperature', 'air', 21.5, 0],
    ]);
  });

  it('the code blocks of conventions 4 and 5: what is published is read, broadcasts are nobody’s', () => {
    const blocks = ['homie4_convention_code_blocks.txt', 'homie5_convention_code_blocks.txt'];
    const text = blocks.map((name) => readFileSync(new URL(name, SAMPLES), 'utf8')).join('\n');
    const published = [...text.matchAll(/^(homie\/\S+) → "([^"]*)"$/gm)].map(
      ([, topic = '', value = '']): [string, string] => [topic, value],
    );
    expect(published.length).toBeGreaterThan(15);
    expect(readAll(published)).toContainEqual(['temperature', 'engine', 21.5, 0]);
    const broadcast = envelopeOf(HOMIE, {
      topic: 'homie/5/$broadcast/alert',
      headers: {},
      payload: Buffer.from('x'),
    });
    expect(HOMIE.recognises(broadcast)).toBe(false);
  });
});
