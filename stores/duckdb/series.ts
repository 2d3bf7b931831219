import type { DuckDBConnection } from '@duckdb/node-api';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { Bucket, SeriesQuery } from '../contract.ts';
import { byName } from '../sorting.ts';
import type { Database } from './database.ts';
import { knownKits } from './names.ts';
import { type NumberRow, numbers } from './numbers.ts';
import { countsOf, eachOf, percentilesOf, toSpread } from './spread.ts';
import { double, energyOf, flagsOf, ident, within } from './sql.ts';

/** The mean of `v` over a bucket. */
const MEANS: Readonly<Record<Averaging, string>> = {
  arithmetic: 'avg(v)',
  energetic: `10 * log10(avg(${energyOf('v')}))`,
  circular: '(degrees(atan2(avg(sin(radians(v))), avg(cos(radians(v))))) + 360) % 360',
  last: 'arg_max(v, t)',
  sum: 'sum(v)',
};

/** The start of a SELECT of a phenomenon's values `v` with flags `f` at `t`, whose condition is still open; undefined where there are none. */
export function sourceOf({ layout, phenomena }: Database, phenomenon: string): string | undefined {
  const place = layout.places.get(phenomenon);
  const table = place === undefined ? undefined : layout.tables[place.table];
  if (table !== undefined) {
    const column = ident(phenomenon);
    return `SELECT kit, channel, epoch_ms(time) AS t, ${column} AS v, ${flagsOf(phenomenon)} AS f
      FROM ${ident(table.name)} WHERE ${column} IS NOT NULL AND `;
  }
  const id = phenomena.find(phenomenon);
  if (id === undefined) return undefined;
  return `SELECT kit, channel, epoch_ms(time) AS t, value AS v, flags AS f FROM others WHERE phenomenon = ${id} AND `;
}

function toBucket(database: Database, row: NumberRow, merged: boolean): Bucket {
  const [time, n, mean, min, max, ...spread] = (merged ? row : row.slice(2)) as number[];
  const [kit, channel] = row as number[];
  return {
    kit: merged ? '' : database.kits.nameOf(kit as number),
    channel: merged ? '' : database.channels.nameOf(channel as number),
    time: time as number,
    n: n as number,
    mean: mean as number,
    min: min as number,
    max: max as number,
    ...toSpread(spread),
  };
}

/** See `ReadingStore.series`: by kit in the order asked, channel and time. Empty buckets are left out. */
export async function readSeries(
  database: Database,
  connection: DuckDBConnection,
  query: SeriesQuery,
): Promise<Bucket[]> {
  const kits = knownKits(database, query.kits);
  const rows = sourceOf(database, query.phenomenon);
  if (kits.length === 0 || rows === undefined) return [];
  const width = Math.max(1, Math.round(query.bucketMs));
  const mean = MEANS[phenomenonOf(query.phenomenon)?.averaging ?? 'arithmetic'];
  const merged = query.merged === true;
  const by = merged ? '' : 'kit, channel, ';
  const spread = [...countsOf('f'), ...(query.percentiles ? eachOf(percentilesOf('v')) : [])];
  const sql = `SELECT ${by}b::DOUBLE, count(*)::DOUBLE, ${mean}, min(v), max(v), ${spread.map(double).join(', ')}
    FROM (SELECT *, t - ((t % ${width}) + ${width}) % ${width} AS b
      FROM (${rows} ${within(kits, query.from, query.to)}))
    GROUP BY ${by}b ORDER BY b`;
  const buckets = (await numbers(connection, sql)).map((row) => toBucket(database, row, merged));
  return merged ? buckets : byName(buckets, query.kits);
}
