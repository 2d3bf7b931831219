import { averagingOf } from '../../domain/averaging.ts';
import type { BucketSums, SumsQuery } from '../contract.ts';
import type { InfluxClient } from './client.ts';
import { ident, READINGS, ROLL_UPS, within } from './influxql.ts';
import { SumTable } from './sum-table.ts';

/** The parts of `Sums`, each a field of a roll-up behind the phenomenon and a dot. */
export const PARTS = ['n', 'sum', 'min', 'max', 'first', 'second'] as const;

/** The field of a roll-up that holds one part. */
export function partOf(phenomenon: string, part: (typeof PARTS)[number]): string {
  return `${phenomenon}.${part}`;
}

/** How the rows of an answer are added: each row is a time and what was selected. */
interface Plan {
  readonly select: string;
  readonly from: string;
  /** Whether the server puts buckets together. */
  readonly grouped: boolean;
  add(table: SumTable, of: { kit: string; channel: string; time: number }, row: readonly number[]): void;
}

function addSums(
  table: SumTable,
  of: { kit: string; channel: string; time: number },
  row: readonly number[],
): void {
  const [n = 0, sum = 0, min = 0, max = 0, first, second] = row;
  if (n > 0) table.add(of, { n, sum, min, max, first: first ?? 0, second: second ?? 0 });
}

/** InfluxQL of 1.6 has no powers and no sines, and does not tell when the last value of a bucket was: those are streamed. */
function plan({ phenomenon, source }: SumsQuery): Plan {
  const averaging = averagingOf(phenomenon);
  if (source === 'readings') {
    const field = ident(phenomenon);
    if (averaging === 'arithmetic' || averaging === 'sum') {
      const select = `count(${field}), sum(${field}), min(${field}), max(${field})`;
      return { select, from: READINGS, grouped: true, add: addSums };
    }
    const add: Plan['add'] = (table, of, [value]) => {
      if (typeof value === 'number') table.read(of, value);
    };
    return { select: field, from: READINGS, grouped: false, add };
  }
  const fields = PARTS.map((part) => ident(partOf(phenomenon, part)));
  const from = ROLL_UPS[source];
  if (averaging === 'last') return { select: fields.join(', '), from, grouped: false, add: addSums };
  const [n, sum, min, max, first, second] = fields;
  const select = `sum(${n}), sum(${sum}), min(${min}), max(${max}), sum(${first}), sum(${second})`;
  return { select, from, grouped: true, add: addSums };
}

/** See `ReadingStore.sums`. */
export async function readSums(client: InfluxClient, query: SumsQuery): Promise<BucketSums[]> {
  if (query.kits.length === 0 || query.spans.length === 0) return [];
  const width = Math.max(1, Math.round(query.bucketMs));
  const { select, from, grouped, add } = plan(query);
  const by = [
    ...(grouped ? [`time(${width}ms)`] : []),
    ...(query.merged === true ? [] : ['"kit"', '"channel"']),
  ];
  const groups = by.length === 0 ? '' : ` GROUP BY ${by.join(', ')}${grouped ? ' fill(none)' : ''}`;
  const statements = query.spans.map(
    (span) => `SELECT ${select} FROM ${from} WHERE ${within(query.kits, span.from, span.to)}${groups}`,
  );
  const table = new SumTable(width, averagingOf(query.phenomenon));
  for await (const { tags, values } of client.query(statements.join('; '))) {
    const { kit = '', channel = '' } = tags;
    for (const [time = 0, ...row] of values as number[][]) add(table, { kit, channel, time }, row);
  }
  return table.list();
}
