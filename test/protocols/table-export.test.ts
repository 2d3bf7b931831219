import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { CHANNEL, type StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../../open-data/assessment/assessment.ts';
import { csvWriter } from '../../open-data/export/csv.ts';
import { wideCsvWriter } from '../../open-data/export/wide-csv.ts';
import type { ExportWriter } from '../../open-data/export/writer.ts';
import { ARCHIVES } from '../../protocols/catalogue.ts';

const FACTS = { licenceOf: () => 'CC-BY-4.0' as const, preamble: {} };
const NOON = Date.UTC(2026, 2, 1, 12);
const IDS = [...PHENOMENA.map(({ id }) => id), 'x_soil', 'x_temp', 'x_pm_c', 'x_lat', 'x_a__b', 'x_id'];
/** What exports tell beside what is stored, which is not read back: it follows from the rest. */
const BESIDE: readonly [Assessment, Assessment] = [
  { checked: true, level: 'good', corrected: undefined, correction: '' },
  { checked: true, level: 'suspect', corrected: 12.25, correction: 'epa-barkjohn@2021' },
];
/** Flags that are told by words. */
const TOLD = Object.values(FLAGS).reduce((mask, bit) => mask | bit, 0);

const READING = fc.record({
  kit: fc.constantFrom('aire', 'b-2'),
  phenomenon: fc.constantFrom(...IDS),
  channel: fc.oneof(fc.constant(''), fc.constant('aabbccddeeff'), fc.stringMatching(CHANNEL)),
  time: fc.integer({ min: NOON, max: NOON + 5 }),
  received: fc.constant(NOON + 60_000),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  flags: fc.nat().map((bits) => bits & TOLD),
});

/** A reading as text; 0 and -0 are one number to a reader of CSV. */
function said(kit: string, name: string, rest: Pick<StoredReading, 'time' | 'value' | 'flags'>): string {
  return `${kit} ${name} ${rest.time} ${rest.value + 0} ${rest.flags}`;
}

function given({ kit, phenomenon, channel, ...rest }: StoredReading): string {
  return said(kit, channel === '' ? phenomenon : `${phenomenon}@${channel}`, rest);
}

/** What the readers make of an export: the archives that know it, and its readings. */
async function readBack(
  writer: ExportWriter,
  readings: readonly StoredReading[],
): Promise<{ known: string[]; faults: string[]; found: string[] }> {
  for (const [n, reading] of readings.entries()) writer.put(reading, BESIDE[n % 2] ?? BESIDE[0]);
  const text = writer.head + Buffer.from(writer.take()).toString() + writer.tail;
  const readers = ARCHIVES.filter((one) => one.recognises(text.slice(0, 4096)));
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  const [faults, found]: [string[], string[]] = [[], []];
  for await (const row of readers[0]?.read(bytes(), { file: 'export.csv' }) ?? []) {
    faults.push(...row.faults);
    for (const { name, flags = 0, ...rest } of row.readings)
      found.push(said(row.externalId, name, { ...rest, flags }));
  }
  return { known: readers.map(({ id }) => id), faults, found: found.sort() };
}

describe('an export of ours', () => {
  const key = ({ kit, phenomenon, channel, time }: StoredReading) =>
    `${kit} ${channel} ${String(time)} ${phenomenon}`;
  const many = fc
    .uniqueArray(READING, { selector: key, maxLength: 30 })
    .map((all) => all.sort((a, b) => (key(a) < key(b) ? -1 : 1)));

  it.each([
    ['wide', () => wideCsvWriter({ phenomena: IDS, corrected: ['pm2_5', 'noise_laeq'] }, FACTS)],
    ['long', () => csvWriter(FACTS)],
  ] as const)('comes back from its %s CSV with all values, channels and flags', async (_, writer) => {
    const property = fc.asyncProperty(many, async (readings) => {
      const back = await readBack(writer(), readings);
      expect(back).toEqual({ known: ['table'], faults: [], found: readings.map(given).sort() });
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
