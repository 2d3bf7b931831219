import type { DuckDBConnection } from '@duckdb/node-api';
import { averagingOf, type Sums } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { BucketSums, SumsQuery } from '../contract.ts';
import type { Database } from './database.ts';
import { knownKits } from './names.ts';
import { type NumberRow, numbers } from './numbers.ts';
import { ROLL_UPS } from './roll-up-tables.ts';
import { sourceOf } from './series.ts';
import { countsOf, eachOf, percentilesOf, toSpread } from './spread.ts';
import { double, energyOf, within } from './sql.ts';

type Parts = readonly [first: string, second: string];

/** Of the values `v` at `t`. */
const OF_READINGS: Readonly<Record<Averaging, Parts>> = {
  arithmetic: ['0', '0'],
  sum: ['0', '0'],
  energetic: [`sum(${energyOf('v')})`, '0'],
  circular: ['sum(sin(radians(v)))', 'sum(cos(radians(v)))'],
  last: ['arg_max(v, t)', 'max(t)'],
};

/** Of sums. */
function ofSums(averaging: Averaging): Parts {
  if (averaging === 'last') return ['arg_max(first, second)', 'max(second)'];
  return ['coalesce(sum(first), 0)', 'coalesce(sum(second), 0)'];
}

interface Selected {
  /** The start of a SELECT whose condition is still open. */
  readonly rows: string;
  /** Expressions for n, sum, min, max. */
  readonly common: string;
  readonly parts: Parts;
  /** Expressions for bad and suspect ones, and for the percentiles. */
  readonly counts: readonly string[];
  readonly percentiles: readonly string[];
}

/** Percentiles of a bucket that is one roll-up. */
const OF_ONE = ['p10', 'p50', 'p90'].map((column) => `CASE WHEN count(*) = 1 THEN any_value(${column}) END`);

function select(database: Database, { phenomenon, source }: SumsQuery): Selected | undefined {
  const averaging = averagingOf(phenomenon);
  if (source === 'readings') {
    const rows = sourceOf(database, phenomenon);
    if (rows === undefined) return undefined;
    return {
      rows,
      common: 'count(*), sum(v), min(v), max(v)',
      parts: OF_READINGS[averaging],
      counts: countsOf('f'),
      percentiles: eachOf(percentilesOf('v')),
    };
  }
  const id = database.phenomena.find(phenomenon);
  if (id === undefined) return undefined;
  return {
    rows: `SELECT *, epoch_ms(time) AS t FROM ${ROLL_UPS[source]} WHERE phenomenon = ${id} AND `,
    common: 'sum(n), sum(sum), min(min), max(max)',
    parts: ofSums(averaging),
    counts: ['sum(bad)', 'sum(suspect)'],
    percentiles: OF_ONE,
  };
}

function toSums(database: Database, row: NumberRow, merged: boolean): BucketSums {
  const [time, n, sum, min, max, first, second, ...spread] = (merged ? row : row.slice(2)) as number[];
  const [kit, channel] = row as number[];
  const sums = { time, n, sum, min, max, first, second } as Record<keyof Sums | 'time', number>;
  return {
    kit: merged ? '' : database.kits.nameOf(kit as number),
    channel: merged ? '' : database.channels.nameOf(channel as number),
    ...sums,
    ...toSpread(spread),
  };
}

/** See `ReadingStore.sums`. */
export async function readSums(
  database: Database,
  connection: DuckDBConnection,
  query: SumsQuery,
): Promise<BucketSums[]> {
  const kits = knownKits(database, query.kits);
  const selected = select(database, query);
  if (kits.length === 0 || selected === undefined || query.spans.length === 0) return [];
  const { rows, common, parts, counts, percentiles } = selected;
  const width = Math.max(1, Math.round(query.bucketMs));
  const merged = query.merged === true;
  const by = merged ? '' : 'kit, channel, ';
  // A part a span: each is bounded on both sides, so that blocks outside are skipped.
  const all = query.spans.map(({ from, to }) => `${rows} ${within(kits, from, to)}`).join(' UNION ALL ');
  const sums = [...common.split(', '), ...parts, ...counts, ...(query.percentiles ? percentiles : [])];
  const sql = `SELECT ${by}b::DOUBLE, ${sums.map(double).join(', ')}
    FROM (SELECT *, t - ((t % ${width}) + ${width}) % ${width} AS b FROM (${all})) GROUP BY ${by}b`;
  return (await numbers(connection, sql)).map((row) => toSums(database, row, merged));
}
