import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namespaced, PHENOMENA, phenomenonOf } from '../domain/phenomena/catalogue.ts';
import type { Reading } from '../domain/reading.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import { MAX_READINGS } from './body.ts';
import { casesOf, envelopeOf, spelled } from './cases.ts';
import { PROTOCOLS } from './catalogue.ts';
import type { Decoded, Protocol } from './contract.ts';

const RUNS = Number(process.env['SUPERILLA_FUZZ_RUNS'] ?? 10_000);
const ALL = PROTOCOLS.flatMap((protocol) => casesOf(protocol).map((one) => ({ protocol, ...one })));
const KIT = { kit: 'roof-7', externalId: 'a1b2c3' };

describe.each(PROTOCOLS)('$id', (protocol) => {
  const cases = casesOf(protocol);

  it('has cases', () => expect(cases.length).toBeGreaterThan(5));

  it.each(cases)('reads the case $name as expected', ({ envelope, context, expected }) => {
    expect(protocol.recognises(envelope)).toBe(true);
    const decoded = protocol.decode(envelope, context);
    expect(spelled(decoded, protocol.externalId(envelope))).toEqual(expected);
  });

  it.each(cases)('is the only protocol to recognise the case $name', ({ envelope }) => {
    expect(PROTOCOLS.filter((other) => other.recognises(envelope))).toEqual([protocol]);
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
      ({ protocol, envelope }, edits, timeZone) => {
        const payload = edited(envelope.payload, edits);
        protocol.externalId({ ...envelope, payload });
        expectSound(protocol.decode({ ...envelope, payload }, { timeZone }));
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
    const property = fc.property(anyCase, body, ({ protocol, envelope }, payload) => {
      protocol.externalId({ ...envelope, payload });
      expectSound(protocol.decode({ ...envelope, payload }, { timeZone: 'UTC' }));
    });
    fc.assert(property, { numRuns: RUNS });
  }, 300_000);
});

/** The readings that decoding gives, under the ids they are kept as. */
function readBack(protocol: Protocol, readings: readonly Reading[]): Reading[] {
  return protocol.encode(readings, KIT).flatMap((outgoing) => {
    const envelope = envelopeOf(protocol, outgoing);
    expect(protocol.recognises(envelope)).toBe(true);
    const decoded = protocol.decode(envelope, { timeZone: 'UTC' });
    expect(decoded).toMatchObject({ refused: [], missing: 0, assumptions: [] });
    return decoded.found.map(({ phenomenon, channel, time, value }) => {
      const id = phenomenonOf(phenomenon)?.id ?? namespaced(phenomenon) ?? '';
      return { kit: KIT.kit, phenomenon: id, channel, time: time ?? 0, value, flags: 0 };
    });
  });
}

function reading(phenomenon: string, value: number, channel = '', time = Date.UTC(2026, 2, 1)): Reading {
  return { kit: KIT.kit, phenomenon, channel, time, value, flags: 0 };
}

const anyReading = fc
  .record({
    phenomenon: fc.constantFrom(...PHENOMENA.map(({ id }) => id), 'x_adc_48_0', 'x_sensor_21', 'x_something'),
    channel: fc.constantFrom('', 'sps30', 'sen5x', 'dallas', 'dht22', 'ds18b20', 'pm_a', 'board'),
    value: fc.integer({ min: -2_000_000, max: 20_000_000 }).map((n) => n / 100),
    time: fc.integer({ min: Date.UTC(2010), max: Date.UTC(2040) }),
  })
  .map(({ phenomenon, value, channel, time }) => reading(phenomenon, value, channel, time));

const identity = ({ phenomenon, channel, time }: Reading) => `${phenomenon}@${channel} ${time}`;
const anyReadings = fc.uniqueArray(anyReading, { selector: identity, maxLength: 20 });

/** A usual kit of each dialect: all of this can be said. */
const USUAL: Readonly<Record<string, readonly Reading[]>> = {
  native: [reading('pm2_5', 12.3), reading('temperature', 31.2, 'board'), reading('x_soil', 512)],
  'smart-citizen': [
    ...[reading('temperature', 21.53), reading('humidity', 48.2), reading('pressure', 101_530)],
    ...[
      reading('noise_laeq', 54.21),
      reading('illuminance', 120),
      reading('battery', 87),
      reading('pm2_5', 8),
    ],
    ...[reading('pm10', 11, 'sps30'), reading('pn0_5', 0.01, 'sps30'), reading('x_adc_48_0', 0.204281)],
  ],
  airrohr: [
    ...[reading('pm10', 1.87), reading('pm2_5', 1.05), reading('temperature', 24.98), reading('rssi', -52)],
    ...[reading('humidity', 39.6), reading('pressure', 100_520.25), reading('noise_laeq', 52.31)],
    ...[reading('noise_lamax', 66.75), reading('temperature', 21.3, 'dht22'), reading('pm4', 1.3, 'sps30')],
  ],
};

describe.each(PROTOCOLS)('what $id encodes', (protocol) => {
  const timed = protocol.id !== 'airrohr';
  const bare = (one: Reading) => ({ ...one, time: timed ? one.time : 0 });

  it('is read back as it was for a usual kit', () => {
    const usual = USUAL[protocol.id] ?? [];
    expect(usual.length).toBeGreaterThan(0);
    expect(readBack(protocol, usual)).toEqual(usual.map(bare));
  });

  it('is never read back as anything else', () => {
    const property = fc.property(anyReadings, (readings) => {
      const back = readBack(protocol, readings);
      expect(readings.map(bare)).toEqual(expect.arrayContaining(back));
      if (protocol.id === 'native') expect(back).toHaveLength(readings.length);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('goes to the kit it is for', () => {
    const [outgoing] = protocol.encode(USUAL[protocol.id] ?? [], KIT);
    const envelope = envelopeOf(protocol, outgoing ?? { topic: '', headers: {}, payload: Buffer.of() });
    expect(protocol.externalId(envelope)).toBe(protocol.id === 'native' ? KIT.kit : KIT.externalId);
    if (protocol.transport === 'mqtt') expect(protocol.publishTopics(KIT)).toContain(envelope.topic);
    else expect(protocol.doors.map(({ path }) => path)).toContain(envelope.topic);
  });
});

describe.each(PROTOCOLS)('the settings for $id', (protocol) => {
  const to = { ...KIT, host: 'kits.example', mqttPort: 18_831, openMqttPort: 18_841, httpPort: 18_080 };
  const text = (token: string | undefined) => JSON.stringify(protocol.settings({ ...to, token }));

  it('name host and port, and the token where the firmware can use one', () => {
    const port = { native: '18831', 'smart-citizen': '18841', airrohr: '18080' }[protocol.id];
    expect(text('s3cret')).toContain('kits.example');
    expect(text('s3cret')).toContain(port);
    expect(text('s3cret').includes('s3cret')).toBe(protocol.id !== 'smart-citizen');
  });

  it('name no user and password where the kit has no token', () => {
    expect(text(undefined)).not.toMatch(/"Password"|"User|-P |undefined/);
  });
});
