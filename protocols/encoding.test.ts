import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namespaced, PHENOMENA, phenomenonOf } from '../domain/phenomena/catalogue.ts';
import type { Reading } from '../domain/reading.ts';
import { matchesFilter } from '../domain/topic-filter.ts';
import { envelopeOf, usualOf } from './cases.ts';
import { PROTOCOLS } from './catalogue.ts';
import type { DialectState, Protocol } from './contract.ts';

const TIME = Date.UTC(2026, 2, 1);

/** The readings that decoding gives, under the ids they are kept as. */
function readBack(protocol: Protocol, readings: readonly Reading[]): Reading[] {
  const { to, mapping } = usualOf(protocol.id);
  let state: DialectState | undefined;
  return protocol.encode(readings, to).flatMap((outgoing) => {
    const envelope = envelopeOf(protocol, outgoing);
    expect(protocol.recognises(envelope)).toBe(true);
    const context = { timeZone: 'UTC', externalId: to.externalId, state, mapping };
    const decoded = protocol.decode(envelope, context);
    expect(decoded).toMatchObject({ refused: [], missing: 0, assumptions: [] });
    state = decoded.state ?? state;
    return decoded.found.map(({ phenomenon, channel, time, value }) => {
      const id = phenomenonOf(phenomenon)?.id ?? namespaced(phenomenon) ?? '';
      return { kit: to.kit, phenomenon: id, channel, time: time ?? 0, value, flags: 0 };
    });
  });
}

const anyReading = fc
  .record({
    phenomenon: fc.constantFrom(...PHENOMENA.map(({ id }) => id), 'x_adc_48_0', 'x_sensor_21', 'x_something'),
    channel: fc.constantFrom('', 'sps30', 'sen5x', 'dallas', 'dht22', 'ds18b20', 'pm_a', 'board'),
    value: fc.integer({ min: -2_000_000, max: 20_000_000 }).map((n) => n / 100),
    time: fc.integer({ min: Date.UTC(2010), max: Date.UTC(2040) }),
  })
  .map((one): Reading => ({ kit: 'roof-7', flags: 0, ...one }));

const identity = ({ phenomenon, channel, time }: Reading) => `${phenomenon}@${channel} ${time}`;
const anyReadings = fc.uniqueArray(anyReading, { selector: identity, maxLength: 20 });

/** A door's path as a pattern: its parameters stand for one segment. */
function isPathOf(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('?')[0]?.split('/') ?? [];
  return (
    wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
  );
}

describe.each(PROTOCOLS)('what $id encodes', (protocol) => {
  const { to, readings: usual, timed, lossy } = usualOf(protocol.id);
  const kit = (one: Reading): Reading => ({ ...one, kit: to.kit, time: timed ? one.time : 0 });

  it('is read back as it was for a usual kit', () => {
    const sent = usual.map((one) => ({ kit: to.kit, time: TIME, flags: 0, channel: '', ...one }));
    expect(sent.length).toBeGreaterThan(0);
    expect(readBack(protocol, sent)).toEqual(sent.map(kit));
  });

  it('is never read back as anything else', () => {
    const property = fc.property(anyReadings, (readings) => {
      const back = readBack(protocol, readings);
      if (lossy) expect(back.length).toBeLessThanOrEqual(readings.length);
      else expect(readings.map(kit)).toEqual(expect.arrayContaining(back));
      if (protocol.id === 'native') expect(back).toHaveLength(readings.length);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('goes to the kit it is for, by a way that the protocol declares', () => {
    const sent = usual.map((one) => ({ kit: to.kit, time: TIME, flags: 0, channel: '', ...one }));
    for (const outgoing of protocol.encode(sent, to)) {
      const envelope = envelopeOf(protocol, outgoing);
      expect([undefined, to.kit, to.externalId]).toContain(protocol.externalId(envelope));
      const { topic, transport } = envelope;
      const ways = transport === 'mqtt' ? protocol.publishTopics(to) : protocol.doors.map(({ path }) => path);
      const fits = transport === 'mqtt' ? matchesFilter : isPathOf;
      expect(
        ways.some((way) => fits(way, topic)),
        topic,
      ).toBe(true);
    }
  });
});

describe.each(PROTOCOLS)('the settings for $id', (protocol) => {
  const { to, tokenless } = usualOf(protocol.id);
  const at = { ...to, host: 'kits.example', mqttPort: 18_831, openMqttPort: 18_841, httpPort: 18_080 };
  const text = (token: string | undefined) => JSON.stringify(protocol.settings({ ...at, token }));

  it('name host and port, and the token where the firmware can use one', () => {
    expect(text('s3cret')).toContain('kits.example');
    expect(text('s3cret')).toMatch(protocol.transports[0] === 'mqtt' ? /18831|18841/ : /18080/);
    expect(text('s3cret').includes('s3cret')).toBe(!tokenless);
  });

  it('name no user and password where the kit has no token', () => {
    expect(text(undefined)).not.toMatch(/"Password"|"User|-P |undefined/);
  });
});
