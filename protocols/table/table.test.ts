import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { archiveCasesOf, folders } from '../cases.ts';
import { ARCHIVES } from '../catalogue.ts';
import { tableReader } from './archive.ts';
import { momentOf } from './moment.ts';

const OTHERS = ARCHIVES.filter(({ id }) => id !== 'table');
const TABLE = tableReader(OTHERS);

describe('a table', () => {
  it.each(PHENOMENA.map(({ id }) => id))('may hold nothing but %s', (id) => {
    expect(TABLE.recognises(`Time,${id.toUpperCase()}`)).toBe(true);
  });

  it.each([
    'Time;PM10;PM2.5',
    'timestamp\tTemperature (°F)',
    '\uFEFF"Fecha","Humedad"\r\n',
    'date,time,BME280 humidity',
    'recorded_at,"pm2.5 [ug/m3]"\n2026',
    'created_at,parameter,value',
    'time,kit,channel,received,licence,flags,x_soil',
  ])('is known by %j', (head) => {
    expect(TABLE.recognises(head)).toBe(true);
  });

  it.each([
    '',
    'time',
    'temperature,humidity',
    'time,created_at,temperature',
    'date,time,timestamp,temperature',
    'hora;temperatura',
    'time,latitude,notes',
    'time,value',
    'Time (CET),temperature',
    '{"time":1,"temperature":21}',
    '2026-03-01,21.5',
    '"time,temperature',
  ])('is not known by %j', (head) => {
    expect(TABLE.recognises(head)).toBe(false);
  });

  const foreign = folders()
    .filter((folder) => folder !== 'table')
    .flatMap((folder) => archiveCasesOf(folder).map((one) => ({ folder, ...one })));

  it.each(foreign)('is not seen in the case $folder/$name of another archive', ({ bytes }) => {
    expect(TABLE.recognises(bytes.toString('utf8').slice(0, 4096))).toBe(false);
  });

  it('is not seen in what stands in this folder beside its cases', () => {
    expect(TABLE.recognises(readFileSync(new URL('README.md', import.meta.url), 'utf8'))).toBe(false);
  });

  it('of more columns than one message may hold is refused in words', async () => {
    const names = Array.from({ length: 300 }, (_, n) => `temperature s${n}`).join();
    async function* bytes(): AsyncGenerator<Buffer> {
      yield Buffer.from(`time,${names}\n`);
    }
    const rows = [];
    for await (const row of TABLE.read(bytes(), { file: 'x' })) rows.push(row);
    expect(rows.map(({ faults }) => faults)).toEqual([['the header has more than 240 columns of readings']]);
  });
});

describe('a time in a table', () => {
  const noon = Date.UTC(2026, 11, 31, 12);

  it.each([
    ['2026-12-31T12:00:00Z', 0],
    ['2026-12-31 13:00:00+01', 0],
    ['2026-12-31 13:00:00 +0100', 0],
    ['31/12/2026 12:00 GMT', 0],
    ['1798718400', 0],
    ['1798718400000', 0],
    ['1798718400,000', 0],
    ['2026-12-31 12:00', FLAGS.zone_assumed],
    ['2026/12/31 12:00:00.000', FLAGS.zone_assumed],
    ['31/12/2026 12:00', FLAGS.zone_assumed],
    ['31-12-2026, 12:00:00', FLAGS.zone_assumed],
    ['31.12.2026 12:00', FLAGS.zone_assumed],
  ])('%s is noon of the last day of 2026', (text, flags) => {
    expect(momentOf(text, false)).toEqual({ time: noon, flags });
    expect(momentOf(text, true)).toEqual({ time: noon, flags: 0 });
  });

  it('with the day first is read so where it could be either', () => {
    expect(momentOf('1/2/2026', true)).toEqual({ time: Date.UTC(2026, 1, 1), flags: 0 });
    expect(momentOf('12/31/2026', true)).toBe('month_first');
  });

  it.each(['', '12:00', '31/12/26', '31/13/2026', '30/02/2026', '31/12/2026 24:00', '31/12-2026', '46081.5'])(
    '%j is none',
    (text) => expect(momentOf(text, false)).toBeUndefined(),
  );

  it.each(['0', '12', '100000000', '99999999999999', '1'.repeat(1000), '31/12/2026 1:00 PM', 'yesterday'])(
    '%.20s is none either',
    (text) => expect(momentOf(text, false)).toBeUndefined(),
  );
});
