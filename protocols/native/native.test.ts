import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../cases.ts';
import { NATIVE } from './protocol.ts';

const CONTEXT = { timeZone: 'UTC' };

function decode(body: unknown) {
  const payload = Buffer.from(JSON.stringify(body));
  return NATIVE.decode(envelopeOf(NATIVE, { topic: 'kits/roof-7/readings', headers: {}, payload }), CONTEXT);
}

const objects = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ time: 1_772_366_400 + i, pm10: i % 50 }));

describe('a native message', () => {
  it('may hold 2,500 readings', () => {
    const { found, refused } = decode(objects(2500));
    expect({ found: found.length, refused }).toEqual({ found: 2500, refused: [] });
  });

  it('is refused whole with 2,501 readings, in one object or in many', () => {
    const whole = { found: [], refused: [{ code: 'too_many_readings', path: '' }], missing: 0 };
    expect(decode(objects(2501))).toMatchObject(whole);
    expect(decode(Object.fromEntries(objects(2501).map((_, i) => [`a${i}`, i])))).toMatchObject(whole);
    expect(decode(objects(2501).map(() => ({ pm10: null })))).toMatchObject(whole);
  });

  it('has one refusal of a name without end, cut to be read', () => {
    const [refusal] = decode({ ['a'.repeat(5000)]: 1 }).refused;
    expect(refusal?.code).toBe('bad_name');
    expect(refusal?.path).toHaveLength(80);
  });

  it.each([
    'kits/roof-7/receipts',
    'kits/readings',
    'kits/a/b/readings',
    '/kits/a/readings',
    'kits//readings',
  ])('is not one on %s', (topic) => {
    const envelope = envelopeOf(NATIVE, { topic, headers: {}, payload: Buffer.from('{}') });
    expect(NATIVE.recognises(envelope)).toBe(false);
    expect(NATIVE.externalId(envelope)).toBeUndefined();
  });

  it('is split when encoded, 2,500 readings a message', () => {
    const at = { kit: 'roof-7', phenomenon: 'pm10', channel: '', value: 1, flags: 0 };
    const readings = Array.from({ length: 2501 }, (_, i) => ({ ...at, time: 1_772_366_400_000 + i }));
    const sent = NATIVE.encode(readings, { kit: 'roof-7', externalId: '' });
    expect(sent.map(({ payload }) => [JSON.parse(payload.toString())].flat().length)).toEqual([2500, 1]);
  });
});
