import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { csvCell, csvWriter } from './csv.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const base: StoredReading = {
  kit: 'aire',
  phenomenon: 'pm2_5',
  channel: '',
  time: NOON,
  value: 1,
  flags: 0,
  received: NOON + 1500,
};

function written(readings: readonly StoredReading[]): string {
  const writer = csvWriter({ licenceOf: (kit) => (kit === 'aire' ? 'CC0-1.0' : undefined), preamble: {} });
  return writer.head + writer.write(readings) + writer.tail;
}

test('a reading is a line of the documented columns, flags as words joined by semicolons', () => {
  const flags = FLAGS.implausible | FLAGS.simulated;
  expect(written([{ ...base, value: -0.1, channel: 'b', flags }])).toBe(
    'time,kit,phenomenon,channel,value,unit,flags,received,licence\r\n' +
      '2026-03-01T12:00:00.000Z,aire,pm2_5,b,-0.1,ug/m3,implausible;simulated,2026-03-01T12:00:01.500Z,CC0-1.0\r\n',
  );
});

test('a namespaced phenomenon has no unit', () => {
  const [row] = parse(written([{ ...base, phenomenon: 'x_soil' }]), { columns: true }) as Record<
    string,
    string
  >[];
  expect(row).toMatchObject({ phenomenon: 'x_soil', unit: '' });
});

test('every finite number reads back equal', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const [row] = parse(written([{ ...base, value }]), { columns: true }) as Record<string, string>[];
      // 0 and -0 are one number to every reader of CSV.
      expect(Number(row?.['value']) + 0).toBe(value + 0);
    }),
  );
});

test('text survives as a cell, and nothing in it is taken for a formula', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [[cell]] = parse(`${csvCell(text)},end`, { relax_quotes: false }) as [[string]];
      const isFormula = /^[=+\-@\t\r]/.test(text);
      expect(cell).toBe(isFormula ? `'${text}` : text);
    }),
  );
});
