import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveReader, ArchiveRow } from './archive.ts';
import { archiveCasesOf, folders, spelledRow } from './cases.ts';
import { ARCHIVES } from './catalogue.ts';

const CASES = folders().flatMap((folder) => archiveCasesOf(folder).map((one) => ({ folder, ...one })));
const DATASETS = new URL('../../shared/datasets/', import.meta.url);

function reader(id: string): ArchiveReader {
  const found = ARCHIVES.find((archive) => archive.id === id);
  if (found === undefined) throw new Error(`no archive ${id}`);
  return found;
}

/** The bytes in pieces of `size`, to cut records and characters anywhere. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function rowsOf(
  archive: ArchiveReader,
  bytes: AsyncIterable<Buffer>,
  options = { file: 'data.csv' },
): Promise<ArchiveRow[]> {
  const rows: ArchiveRow[] = [];
  for await (const row of archive.read(bytes, options)) rows.push(row);
  return rows;
}

describe('the archive readers', () => {
  it.each(CASES)('read the case $folder/$name as expected', async ({ archive, bytes, options, expected }) => {
    const rows = await rowsOf(reader(archive), pieces(bytes, 4096), options);
    expect(rows.map(spelledRow)).toEqual(expected);
  });

  it.each(CASES)('read the case $folder/$name the same in pieces of 7 bytes', async (one) => {
    const rows = await rowsOf(reader(one.archive), pieces(one.bytes, 7), one.options);
    expect(rows.map(spelledRow)).toEqual(one.expected);
  });

  it('know their own files by the first lines, and nobody else does', () => {
    for (const { archive, name, bytes } of CASES) {
      if (/no-header|lacking/.test(name)) continue;
      const head = bytes.toString('utf8').slice(0, 2000);
      expect(
        ARCHIVES.filter((one) => one.recognises(head)).map(({ id }) => id),
        name,
      ).toEqual([archive]);
    }
  });

  it('hand over the failure of a source', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('sensor_id;sensor_type;location;lat;lon;timestamp;P1\n');
      throw new Error('the disk is gone');
    }
    await expect(rowsOf(reader('sensor-community'), broken())).rejects.toThrow('the disk is gone');
  });

  it('end with a fault where a record is longer than any archive writes', async () => {
    const bytes = Buffer.from(`createdAt,sensorId,value\n"${'x'.repeat(200_000)}`);
    const rows = await rowsOf(reader('opensensemap'), pieces(bytes, 50_000), {
      file: 'x.csv',
      ...{ phenomenon: 'pm10' },
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.faults[0]).toMatch(/Max Record Size/);
  });

  it('never throw, whatever is in the file', async () => {
    const edits = fc.array(fc.tuple(fc.nat(2000), fc.uint8Array({ maxLength: 6 })), { maxLength: 6 });
    const property = fc.asyncProperty(fc.constantFrom(...CASES), edits, async (one, changes) => {
      const bytes = Buffer.from(one.bytes);
      for (const [at, put] of changes)
        bytes.set(put.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
      for (const row of await rowsOf(reader(one.archive), pieces(bytes, 500), one.options))
        expect(row.readings.every(({ value, time }) => Number.isFinite(value) && Number.isFinite(time))).toBe(
          true,
        );
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

/** Cells of a file without quotes, as text. */
function cellsOf(file: URL, delimiter: string): string[][] {
  const lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(delimiter));
}

describe.skipIf(!existsSync(DATASETS))('real archives', () => {
  it.each([
    ['7789', 17_918],
    ['8554', 12_759],
  ])('Sensor.Community %s: all %i rows with the values of the file', async (sensor, count) => {
    const file = new URL(`sensor-community/2018-12_sds011_sensor_${sensor}.csv`, DATASETS);
    const rows = await rowsOf(reader('sensor-community'), createReadStream(file));
    expect(rows).toHaveLength(count);
    const cells = cellsOf(file, ';').slice(1);
    expect(rows.map(({ readings }) => readings.map(({ name, value }) => [name, value]))).toEqual(
      cells.map((row) => [
        ['pm10', Number(row[6])],
        ['pm2_5', Number(row[9])],
      ]),
    );
    expect(rows.map(({ readings }) => readings[0]?.time)).toEqual(
      cells.map((row) => Date.parse(`${row[5]}Z`)),
    );
    expect(new Set(rows.map(({ externalId }) => externalId))).toEqual(new Set([sensor]));
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('openSenseMap: 107,116 readings of 50 sensors in Berlin, in both spellings of the unit', async () => {
    const file = new URL('opensensemap/pm25_berlin_2023-03.csv.gz', DATASETS);
    const bytes = createReadStream(file).pipe(createGunzip());
    let [count, sum] = [0, 0];
    const sensors = new Set<string>();
    const faults: string[] = [];
    for await (const row of reader('opensensemap').read(bytes, { file: 'x', phenomenon: 'pm2_5' })) {
      sensors.add(row.externalId);
      faults.push(...row.faults);
      for (const { name, value } of row.readings) {
        if (name === 'pm2_5') count++;
        sum += value;
      }
    }
    expect({ count, sensors: sensors.size, faults }).toEqual({ count: 107_116, sensors: 50, faults: [] });
    expect(sum).toBeGreaterThan(0);
  });

  it.each([
    ['sdcard_2018-12-06.csv', 1297, 'sdcard-2018-12-06'],
    ['example_sck21_2020-09.csv', 1009, 'example-sck21-2020-09'],
  ])('Smart Citizen %s: all %i rows with the values of the file, kPa as Pa', async (name, count, kit) => {
    const file = new URL(`smart-citizen/${name}`, DATASETS);
    const rows = await rowsOf(reader('smart-citizen-sd'), createReadStream(file), { file: name });
    expect(rows).toHaveLength(count);
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect(new Set(rows.map(({ externalId }) => externalId))).toEqual(new Set([kit]));
    const [keys = [], , , , ...data] = cellsOf(file, ',');
    const wanted = data.map((cells) =>
      cells.slice(1).flatMap((cell, i) => {
        const key = keys[i + 1];
        if (/^(none|null)$/.test(cell) || (key === 'BATT' && cell === '-1')) return [];
        return [key === 'PRESS' ? Number(`${cell}e3`) : Number(cell)];
      }),
    );
    expect(rows.map(({ readings }) => readings.map(({ value }) => value))).toEqual(wanted);
  });
});
