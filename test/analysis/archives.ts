import { createReadStream, readFileSync } from 'node:fs';
import type { Series } from '../../analysis/quality/series.ts';
import type { ArchiveReader } from '../../protocols/archive.ts';

/** Real public data that stand beside a checkout; tests that need them are skipped where they are absent. */
export const DATASETS = new URL('../../../shared/datasets/', import.meta.url);

/** Values of a file by sensor and phenomenon (`4/no2`), gaps left out. */
export async function seriesOf(reader: ArchiveReader, path: string): Promise<Map<string, Series>> {
  const found = new Map<string, { times: number[]; values: number[] }>();
  for await (const row of reader.read(createReadStream(new URL(path, DATASETS)), { file: path }))
    for (const { name, time, value } of row.readings) {
      const key = `${row.externalId}/${name}`;
      const series = found.get(key) ?? { times: [], values: [] };
      series.times.push(time);
      series.values.push(value);
      found.set(key, series);
    }
  return found;
}

/** The hourly PM of Aberdeen's Union Street; empty cells are missing. A label is the hour's beginning or, `ends`, its end. */
export function unionStreet(column: 'PM10' | 'PM2.5', labels: 'begins' | 'ends'): Series {
  const file = new URL('reference-aberdeen/aberdeen-union-street-roadside.csv', DATASETS);
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  const at = head.split(';').indexOf(column);
  const rows = lines.map((line) => line.split(';'));
  const shift = labels === 'ends' ? 3_600_000 : 0;
  return {
    times: rows.map(([time = '']) => Date.parse(`${time.replace(' ', 'T')}Z`) - shift),
    values: rows.map((cells) => (cells[at] === '' ? Number.NaN : Number(cells[at]))),
  };
}
