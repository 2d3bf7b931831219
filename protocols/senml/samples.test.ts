import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packOf } from './pack.ts';
import { resolve } from './resolve.ts';

const SAMPLES = new URL('../../../shared/wire-samples/senml/', import.meta.url);

/** The instant at which the examples of the RFC were resolved. */
const NOW = 1498780179;

function records(name: string) {
  const pack = packOf(readFileSync(new URL(name, SAMPLES)));
  if ('refusal' in pack) throw new Error(`${name} is no pack: ${pack.refusal.code}`);
  return resolve(pack.records, NOW);
}

describe.skipIf(!existsSync(SAMPLES))('examples of RFC 8428', () => {
  it.each([
    ['ex1.json', 'ex1'],
    ['ex2.json', 'ex2'],
    ['ex3.json', 'ex3'],
    ['ex4.json', 'ex4'],
    ['ex5.json', 'ex5'],
    ['ex3.gen.cbor', 'ex3'],
    ['ex5.gen.cbor', 'ex5'],
  ])('%s resolves to what the RFC says', (name, example) => {
    const expected = JSON.parse(readFileSync(new URL(`rfc8428_${example}.resolved.json`, SAMPLES), 'utf8'));
    const { records: found, refused } = records(`rfc8428_${name}`);
    const spelled = found.map(({ name: n, unit: u, time, value: v }) => ({ n, u, t: time ?? NOW, v }));
    expect(spelled).toEqual(expected);
    expect(refused).toEqual([]);
  });
});
