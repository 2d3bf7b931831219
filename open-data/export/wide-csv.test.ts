import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { type Assessment, READING_LEVELS } from '../assessment/assessment.ts';
import { csvWriter } from './csv.ts';
import { wideCsvWriter } from './wide-csv.ts';

const FACTS = { licenceOf: () => 'CC-BY-4.0' as const, preamble: {} };
const NOON = Date.UTC(2026, 2, 1, 12);

function reading(given: Partial<StoredReading>): StoredReading {
  const rest = { kit: 'a', channel: '', time: NOON, received: NOON + 1, value: 1, flags: 0 };
  return { ...rest, phenomenon: 'pm2_5', ...given };
}

const UNSEEN: Assessment = { checked: false, level: 'not_evaluated', corrected: undefined, correction: '' };

/** The lines of an export, which is read in parts. */
function written(phenomena: readonly string[], readings: readonly StoredReading[], part = 3): string[] {
  const writer = wideCsvWriter({ phenomena, corrected: [] }, FACTS);
  let text = writer.head;
  for (let at = 0; at < readings.length; at += part) {
    for (const one of readings.slice(at, at + part)) writer.put(one, UNSEEN);
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
      'time,kit,channel,received,licence,flags,pm2_5 [ug/m3],temperature [Cel],x_soil,level',
      '2026-03-01T12:00:00.000Z,a,,2026-03-01T12:00:00.001Z,CC-BY-4.0,temperature:implausible;temperature:time_assigned,12.5,-0.5,,not_evaluated',
      '2026-03-01T12:00:00.000Z,a,b,2026-03-01T12:00:00.001Z,CC-BY-4.0,,3,,,not_evaluated',
      '2026-03-01T12:01:00.000Z,a,b,2026-03-01T12:00:00.001Z,CC-BY-4.0,,,,512,not_evaluated',
      '2026-03-01T12:00:00.000Z,c,,2026-03-01T12:00:00.002Z,CC-BY-4.0,,1e+21,,,not_evaluated',
    ]);
  });

  it('has the level of a line, the values that differ from it, and corrected values with what they come from', () => {
    const columns = { phenomena: ['pm2_5', 'pm10', 'x_soil'], corrected: ['pm2_5', 'pm10'] };
    const writer = wideCsvWriter(columns, FACTS);
    const good: Assessment = { checked: true, level: 'good', corrected: undefined, correction: '' };
    const put = (given: Partial<StoredReading>, told: Partial<Assessment>) =>
      writer.put(reading(given), { ...good, ...told });
    put({}, { corrected: 0.5, correction: 'a@1' });
    put({ phenomenon: 'pm10' }, { corrected: 0.25, correction: 'b@2' });
    put({ time: NOON + 1 }, { level: 'suspect', corrected: 0.5, correction: 'a@1' });
    put({ time: NOON + 1, phenomenon: 'x_soil' }, { level: 'not_evaluated' });
    put({ time: NOON + 2 }, {});
    put({ kit: 'c', phenomenon: 'pm10' }, { ...UNSEEN, level: 'bad' });
    const lines = `${writer.head}${String(writer.take())}${writer.tail}`.split('\r\n').slice(0, -1);
    expect(lines[0]?.split('x_soil')[1]).toBe(
      ',level,pm2_5_corrected [ug/m3],pm10_corrected [ug/m3],correction',
    );
    expect(lines.slice(1).map((line) => line.split(',').slice(6).join())).toEqual([
      '1,1,,good,0.5,0.25,pm2_5:a@1;pm10:b@2',
      '1,,1,good;pm2_5:suspect;x_soil:not_evaluated,0.5,,pm2_5:a@1',
      '1,,,good,,,',
      ',1,,not_evaluated;pm10:bad,,,',
    ]);
  });

  it('tells of each value what the long CSV tells', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    const told = fc.record({
      level: fc.constantFrom(...READING_LEVELS),
      corrected: fc.option(value, { nil: undefined }),
      correction: fc.constantFrom('a@1', 'b@2'),
    });
    const one = fc.record({ minute: fc.nat(5), phenomenon: fc.constantFrom('pm2_5', 'pm10'), value, told });
    const phenomena = ['pm2_5', 'pm10'];
    const property = fc.property(
      fc.uniqueArray(one, { selector: ({ minute, phenomenon }) => `${minute} ${phenomenon}` }),
      (given) => {
        const [wide, long] = [wideCsvWriter({ phenomena, corrected: phenomena }, FACTS), csvWriter(FACTS)];
        for (const { minute, told: about, ...rest } of given.sort((a, b) => a.minute - b.minute))
          for (const writer of [wide, long])
            writer.put(reading({ ...rest, time: NOON + minute * 60_000 }), {
              ...about,
              checked: minute % 2 === 0,
            });
        const cells = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
        const said = cells(wide.head + String(wide.take()) + wide.tail).flatMap((row) => {
          const [base = '', ...others] = (row['level'] ?? '').split(';');
          const named = (list: readonly string[], id: string) =>
            list.find((text) => text.startsWith(`${id}:`))?.slice(id.length + 1);
          return phenomena
            .filter((id) => row[`${id} [ug/m3]`] !== '')
            .map((id) =>
              [
                ...[
                  row['time'],
                  id,
                  row[`${id} [ug/m3]`],
                  named(others, id) ?? base,
                  row[`${id}_corrected [ug/m3]`],
                ],
                named((row['correction'] ?? '').split(';'), id) ?? '',
              ].join(),
            );
        });
        const expected = cells(long.head + String(long.take())).map((row) =>
          [
            ...['time', 'phenomenon', 'value', 'level', 'corrected', 'correction'].map((key) => row[key]),
          ].join(),
        );
        expect(said.sort()).toEqual(expected.sort());
      },
    );
    fc.assert(property);
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
        .flatMap((line) => line.split(',').slice(6, 8))
        .filter((cell) => cell !== '');
      expect(cells.map(Number).sort()).toEqual(
        readings.map((one) => (one.value === 0 ? Number(String(one.value)) : one.value)).sort(),
      );
    });
    fc.assert(property);
  });
});
