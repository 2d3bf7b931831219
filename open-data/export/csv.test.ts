import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAGS, flagWords } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { type Assessment, READING_LEVELS } from '../assessment/assessment.ts';
import { unitOf } from '../views/reading.ts';
import { csvWriter } from './csv.ts';
import { csvCell } from './csv-bytes.ts';

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

const UNSEEN: Assessment = { checked: false, level: 'not_evaluated', corrected: undefined, correction: '' };

function written(readings: readonly StoredReading[], told = UNSEEN): string {
  const writer = csvWriter({ licenceOf: (kit) => (kit === 'aire' ? 'CC0-1.0' : undefined), preamble: {} });
  for (const reading of readings) writer.put(reading, told);
  return writer.head + Buffer.from(writer.take()).toString() + writer.tail;
}

test('a reading is a line of the documented columns, flags as words joined by semicolons', () => {
  const flags = FLAGS.implausible | FLAGS.simulated;
  expect(written([{ ...base, value: -0.1, channel: 'b', flags }], { ...UNSEEN, level: 'bad' })).toBe(
    'time,kit,phenomenon,channel,value,unit,flags,received,licence,level,corrected,correction\r\n' +
      '2026-03-01T12:00:00.000Z,aire,pm2_5,b,-0.1,ug/m3,implausible;simulated,2026-03-01T12:00:01.500Z,CC0-1.0,bad,,\r\n',
  );
});

test('a corrected value stands behind the raw one with what it comes from', () => {
  const told = { ...UNSEEN, level: 'good', corrected: 9.3, correction: 'bodega, north@2' } as const;
  expect(parse(written([base], told), { columns: true })).toEqual([
    expect.objectContaining({ value: '1', level: 'good', corrected: '9.3', correction: 'bodega, north@2' }),
  ]);
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

interface Told extends StoredReading {
  readonly told: Assessment;
}

/** What a line is, said in the plainest way. */
function plainLine({ told, ...reading }: Told): string {
  const { time, kit, phenomenon, channel, value, flags, received } = reading;
  const cells = [phenomenon, channel, String(value), unitOf(phenomenon), flagWords(flags).join(';')];
  const licence = kit === 'aire' ? 'CC0-1.0' : '';
  const [observed, arrived] = [time, received].map((ms) => new Date(ms).toISOString());
  const { level, corrected, correction } = told;
  const behind = [level, String(corrected ?? ''), corrected === undefined ? '' : correction];
  return `${observed},${kit},${cells.join(',')},${arrived},${licence},${behind.join(',')}\r\n`;
}

test('wild readings, taken in pieces, are the lines they would be one by one', () => {
  const few = (...values: number[]) => fc.constantFrom(...values);
  const time = fc.oneof(
    few(NOON, NOON + 1),
    fc.integer({ min: Date.UTC(-1, 0, 1), max: Date.UTC(10_500, 0, 1) }),
  );
  const decimal = fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 9 }))
    .map(([n, decimals]) => n / 10 ** decimals);
  const value = fc.oneof(
    decimal,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    few(0, -0, 5e-324, 1e21, 1e-7, 0.1 + 0.2, 2 ** 53, 999_999_999_999_999, 1e15, 1.7976931348623157e308),
  );
  const reading = fc.record({
    kit: fc.constantFrom('aire', 'soroll'),
    phenomenon: fc.constantFrom('pm2_5', 'noise_laeq', 'x_soil'),
    channel: fc.constantFrom('', 'b'),
    time,
    received: time,
    value,
    flags: fc.integer({ min: 0, max: 0xffff }),
    told: fc.record({
      checked: fc.boolean(),
      level: fc.constantFrom(...READING_LEVELS),
      corrected: fc.option(value, { nil: undefined }),
      correction: fc.constantFrom('epa-barkjohn@2021', 'kappa-koehler@2018-k0.4-rh95'),
    }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(reading, { maxLength: 30 })), (pieces) => {
      const writer = csvWriter({
        licenceOf: (kit) => (kit === 'aire' ? 'CC0-1.0' : undefined),
        preamble: {},
      });
      const taken = pieces.map((piece) => {
        for (const one of piece) writer.put(one, one.told);
        return writer.take();
      });
      const text = Buffer.concat(taken.map((bytes) => Buffer.from(bytes))).toString();
      expect(text).toBe(pieces.flat().map(plainLine).join(''));
    }),
    { numRuns: 300 },
  );
});

test('more lines than fit the first buffer are all there', () => {
  const readings = Array.from({ length: 20_000 }, (_, n) => ({ ...base, time: NOON + n, value: n / 10 }));
  expect(written(readings).split('\r\n')).toHaveLength(20_002);
});
