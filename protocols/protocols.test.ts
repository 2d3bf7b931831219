import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import { MAX_READINGS } from './body.ts';
import { casesOf, spelled } from './cases.ts';
import { PROTOCOLS } from './catalogue.ts';
import type { Decoded } from './contract.ts';

const RUNS = Number(process.env['SUPERILLA_FUZZ_RUNS'] ?? 10_000);
/** Writes `expected.json` where there is none, for its author to read. */
const UPDATE = process.env['UPDATE_CASES'] === '1';
const ALL = PROTOCOLS.flatMap((protocol) => casesOf(protocol).map((one) => ({ protocol, ...one })));

describe.each(PROTOCOLS)('$id', (protocol) => {
  const cases = casesOf(protocol);

  it('has cases', () => expect(cases.length).toBeGreaterThan(5));

  it.each(cases)('reads the case $name as expected', ({ name, envelope, context, expected }) => {
    expect(protocol.recognises(envelope)).toBe(true);
    const read = spelled(protocol.decode(envelope, context), protocol.externalId(envelope));
    if (UPDATE && expected === undefined) {
      const at = new URL(`${protocol.id}/fixtures/${name}/expected.json`, import.meta.url);
      writeFileSync(at, `${JSON.stringify(read, undefined, 2)}\n`);
    } else expect(read).toEqual(expected);
  });

  it.each(cases)('is the only protocol to recognise the case $name', ({ envelope }) => {
    const open = PROTOCOLS.filter((other) => other.registeredOnly !== true);
    const claims = open.filter((other) => other.recognises(envelope));
    expect(claims).toEqual(protocol.registeredOnly === true ? [] : [protocol]);
  });
});

/** What must hold of everything a decoder answers, whatever it was given. */
function expectSound(decoded: Decoded): void {
  const { found, refused, missing } = decoded;
  for (const { value, time, channel, path, phenomenon } of found) {
    expect(Number.isFinite(value)).toBe(true);
    expect(time === undefined || !Number.isNaN(new Date(time).getTime())).toBe(true);
    expect(channel).toMatch(/^$|^[a-z0-9][a-z0-9_.-]{0,31}$/);
    expect(path.length + phenomenon.length).toBeLessThan(300);
  }
  for (const { code, path, found: shown } of refused) {
    expect(REFUSALS).toHaveProperty(code);
    expect(path.length + (shown?.length ?? 0)).toBeLessThan(300);
  }
  expect(found.length + refused.length + missing).toBeLessThanOrEqual(MAX_READINGS);
  expect(found.length + refused.length + missing > 0 || decoded.silent === true).toBe(true);
}

const anyCase = fc.constantFrom(...ALL);

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: Uint8Array;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(400),
  cut: fc.nat(12),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(...'{}[]",:.-+eE \\\0tn01'.split('')).map((text) => Buffer.from(text)),
    anyCase.map(({ envelope }) => envelope.payload.subarray(0, 300)),
  ),
});

function edited(payload: Buffer, edits: readonly Edit[]): Buffer {
  return edits.reduce((bytes, { at, cut, put }) => {
    const from = bytes.length === 0 ? 0 : at % bytes.length;
    return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
  }, payload);
}

describe('every decoder', () => {
  it('answers soundly to cases with bytes changed, put in and cut out', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Madrid');
    const property = fc.property(
      anyCase,
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      zones,
      ({ protocol, envelope, context }, edits, timeZone) => {
        const payload = edited(envelope.payload, edits);
        protocol.externalId({ ...envelope, payload });
        expectSound(protocol.decode({ ...envelope, payload }, { ...context, timeZone }));
      },
    );
    fc.assert(property, { numRuns: RUNS });
  }, 300_000);

  it('answers soundly to bytes and JSON of any kind', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      json.map((value) => Buffer.from(JSON.stringify(value))),
      json.map((value) =>
        Buffer.from(JSON.stringify({ data: [{ sensors: [{ id: value, value }, value] }, value] })),
      ),
      json.map((value) =>
        Buffer.from(JSON.stringify({ sensordatavalues: [{ value_type: 'SDS_P1', value }, value] })),
      ),
    );
    const property = fc.property(anyCase, body, ({ protocol, envelope, context }, payload) => {
      protocol.externalId({ ...envelope, payload });
      expectSound(protocol.decode({ ...envelope, payload }, context));
    });
    fc.assert(property, { numRuns: RUNS });
  }, 300_000);
});
