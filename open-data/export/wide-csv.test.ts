import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { wideCsvWriter } from './wide-csv.ts';

const FACTS = { licenceOf: () => 'CC-BY-4.0' as const, preamble: {} };
const NOON = Date.UTC(2026, 2, 1, 12);

function reading(given: Partial<StoredReading>): StoredReading {
  const rest = { kit: 'a', channel: '', time: NOON, received: NOON + 1, value: 1, flags: 0 };
  return { ...rest, phenomenon: 'pm2_5', ...given };
}

/** The lines of an export, which is read in parts. */
function written(phenomena: readonly string[], readings: readonly StoredReading[], part = 3): string[] {
  const writer = wideCsvWriter(phenomena, FACTS);
  let text = writer.head;
  for (let at = 0; at < readings.length; at += part) {
    for (const one of readings.slice(at, at + part)) writer.put(one);
    text += writer.take().toString();
  }
  return (text + writer.tail).split('\r\n').slice(0, -1);
}

describe('a wide CSV', () => {
  it('has a line a kit, channel, time and arrival, and a column with unit a phenomenon', () => {
    const lines = written(
      ['pm2_5', 'temperature', 'x_soil'],
      [
        reading({ value: 12.5 }),
        reading({ phenomenon: 'temperature', value: -0.5, flags: FLAGS.implausible | FLAGS.time_assigned }),
        reading({ channel: 'b', value: 3 }),
        reading({ channel: 'b', time: NOON + 60_000, phenomenon: 'x_soil', value: 512 }),
        reading({ kit: 'c', received: NOON + 2, value: 1e21 }),
      ],
    );
    expect(lines).toEqual([
      'time,kit,channel,received,licence,flags,pm2_5 [ug/m3],temperature [Cel],x_soil',
      '2026-03-01T12:00:00.000Z,a,,2026-03-01T12:00:00.001Z,CC-BY-4.0,temperature:implausible;temperature:time_assigned,12.5,-0.5,',
      '2026-03-01T12:00:00.000Z,a,b,2026-03-01T12:00:00.001Z,CC-BY-4.0,,3,,',
      '2026-03-01T12:01:00.000Z,a,b,2026-03-01T12:00:00.001Z,CC-BY-4.0,,,,512',
      '2026-03-01T12:00:00.000Z,c,,2026-03-01T12:00:00.002Z,CC-BY-4.0,,1e+21,,',
    ]);
  });

  it('loses no value, however it is cut into parts', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    const many = fc.array(
      fc.record({ minute: fc.nat(5), value, phenomenon: fc.constantFrom('pm2_5', 'co2') }),
      {
        maxLength: 40,
      },
    );
    const property = fc.property(many, fc.integer({ min: 1, max: 9 }), (given, part) => {
      const keyed = new Map(given.map((one) => [`${one.minute} ${one.phenomenon}`, one]));
      const ordered = [...keyed.values()].sort((a, b) => a.minute - b.minute);
      const readings = ordered.map(({ minute, ...one }) => reading({ ...one, time: NOON + minute * 60_000 }));
      const cells = written(['pm2_5', 'co2'], readings, part)
        .slice(1)
        .flatMap((line) => line.split(',').slice(6))
        .filter((cell) => cell !== '');
      expect(cells.map(Number).sort()).toEqual(
        readings.map((one) => (one.value === 0 ? Number(String(one.value)) : one.value)).sort(),
      );
    });
    fc.assert(property);
  });
});
