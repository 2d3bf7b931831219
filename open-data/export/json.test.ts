import { expect, test } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { kitReadingView } from '../views/reading.ts';
import { jsonWriter, ndjsonWriter } from './json.ts';
import type { ExportWriter } from './writer.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const READINGS: StoredReading[] = [
  { kit: 'aire', phenomenon: 'pm2_5', channel: '', time: NOON, value: 0.1 + 0.2, flags: 0, received: NOON },
  {
    kit: 'aire',
    phenomenon: 'x_soil',
    channel: 'b',
    time: NOON,
    value: 5e-324,
    flags: FLAGS.simulated,
    received: NOON + 1,
  },
  {
    kit: 'soroll',
    phenomenon: 'noise_laeq',
    channel: '',
    time: NOON + 1,
    value: 1e21,
    flags: 0x8001,
    received: NOON + 2,
  },
];
const facts = { licenceOf: () => undefined, preamble: { licences: [], query: { kit: ['aire'] } } };

const UNSEEN: Assessment = { checked: false, level: 'not_evaluated', corrected: undefined, correction: '' };
/** What is told of each of the readings. */
const TOLD: ReadonlyMap<StoredReading, Assessment> = new Map(
  READINGS.map((reading, n) => [
    reading,
    n === 0 ? { checked: true, level: 'good', corrected: 1e-7, correction: '"q"@1' } : UNSEEN,
  ]),
);
const told = (reading: StoredReading) => TOLD.get(reading) ?? UNSEEN;
const VIEWS = READINGS.map((reading) => kitReadingView(reading, told(reading)));

function put(writer: ExportWriter, readings: readonly StoredReading[]): string {
  for (const reading of readings) writer.put(reading, told(reading));
  return String(writer.take());
}

test('newline-delimited JSON has one reading view a line, equal to the view of other routes', () => {
  const writer = ndjsonWriter();
  const text = writer.head + put(writer, READINGS) + writer.tail;
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(VIEWS);
});

test('JSON written in chunks is one object with the preamble first', () => {
  const writer = jsonWriter(facts);
  const [first, ...rest] = READINGS;
  const chunks = [first === undefined ? [] : [first], [], rest];
  const text = writer.head + chunks.map((chunk) => put(writer, chunk)).join('') + writer.tail;
  expect(JSON.parse(text)).toEqual({ ...facts.preamble, readings: VIEWS });
});

test('JSON without readings is whole too', () => {
  const writer = jsonWriter(facts);
  expect(JSON.parse(writer.head + writer.tail)).toEqual({ ...facts.preamble, readings: [] });
});
