import { averagingOf } from '../../domain/averaging.ts';
import type { BucketSums, Span, SumsQuery } from '../contract.ts';
import type { InfluxClient } from './client.ts';
import { flagsOf, ident, READINGS, ROLL_UPS, within } from './influxql.ts';
import { countStatements, SPREAD } from './spread.ts';
import { type Place, SumTable } from './sum-table.ts';

/** The parts of `Sums`, each a field of a roll-up behind the phenomenon and a dot. */
export const PARTS = ['n', 'sum', 'min', 'max', 'first', 'second'] as const;

/** The field of a roll-up that holds one part. */
export function partOf(phenomenon: string, part: (typeof PARTS)[number] | (typeof SPREAD)[number]): string {
  return `${phenomenon}.${part}`;
}

type Add = (table: SumTable, of: Place, row: readonly (number | null)[]) => void;

/** How a span is asked for, and how the rows of the answers are added: each row is a time and what was selected. */
interface Plan {
  readonly statements: (span: Span) => string[];
  /** By the statement's place in those of its span. */
  readonly adds: readonly Add[];
}

const read: Add = (table, of, [value, flags]) => {
  if (typeof value === 'number') table.read(of, value, flags ?? 0);
};

/** A row of sums, with how many they were put together of by the server, as the last column. */
const add: Add = (table, of, row) => {
  const [n, sum, min, max, first, second, bad, suspect, p10, p50, p90] = row.map(
    (value) => value ?? undefined,
  );
  const parts = row.at(-1) ?? 1;
  if (n === undefined || n === 0) return;
  const percentiles = parts === 1 ? { p10, p50, p90 } : {};
  const sums = { n, sum: sum ?? 0, min: min ?? 0, max: max ?? 0, first: first ?? 0, second: second ?? 0 };
  table.add(of, { ...sums, bad: bad ?? 0, suspect: suspect ?? 0, ...percentiles });
};

const addPlain: Add = (table, of, row) => add(table, of, [...row, 0, 0, 0, 0, null, null, null, 1]);
const addBad: Add = (table, of, [n]) => table.count(of, n ?? 0, 0);
const addSuspect: Add = (table, of, [n]) => table.count(of, 0, n ?? 0);

function groupsOf({ merged }: SumsQuery, width?: number): string {
  const by = [
    ...(width === undefined ? [] : [`time(${width}ms)`]),
    ...(merged === true ? [] : ['"kit"', '"channel"']),
  ];
  return by.length === 0 ? '' : ` GROUP BY ${by.join(', ')}${width === undefined ? '' : ' fill(none)'}`;
}

/** InfluxQL of 1.6 has no powers and no sines, does not tell when the last value of a bucket was, and has no percentiles between values: those are streamed. */
function ofReadings(query: SumsQuery, width: number): Plan {
  const { kits, phenomenon, percentiles = false } = query;
  const averaging = averagingOf(phenomenon);
  const field = ident(phenomenon);
  const from = `FROM ${READINGS} WHERE`;
  if (percentiles || (averaging !== 'arithmetic' && averaging !== 'sum')) {
    const fields = `${field}, ${ident(flagsOf(phenomenon))}`;
    return {
      statements: (span) => [
        `SELECT ${fields} ${from} ${within(kits, span.from, span.to)}${groupsOf(query)}`,
      ],
      adds: [read],
    };
  }
  const groups = groupsOf(query, width);
  const statements = (span: Span) => {
    const where = within(kits, span.from, span.to);
    const sums = `SELECT count(${field}), sum(${field}), min(${field}), max(${field}) ${from} ${where}${groups}`;
    return [sums, ...countStatements(phenomenon, where, groups)];
  };
  return { statements, adds: [addPlain, addBad, addSuspect] };
}

function ofRollUps(query: SumsQuery, width: number, source: 'hours' | 'days'): Plan {
  const { kits, phenomenon } = query;
  const parts = query.percentiles === true ? SPREAD : SPREAD.slice(0, 2);
  const fields = [...PARTS, ...parts].map((part) => ident(partOf(phenomenon, part)));
  const from = `FROM ${ROLL_UPS[source]} WHERE`;
  const pad = Array.from({ length: SPREAD.length - parts.length }, () => null);
  if (averagingOf(phenomenon) === 'last')
    return {
      statements: (span) => [
        `SELECT ${fields.join(', ')} ${from} ${within(kits, span.from, span.to)}${groupsOf(query)}`,
      ],
      adds: [(table, of, row) => add(table, of, [...row, ...pad, 1])],
    };
  const how = ['sum', 'sum', 'min', 'max', 'sum', 'sum', 'sum', 'sum', 'max', 'max', 'max'];
  const select = [...fields.map((field, at) => `${how[at]}(${field})`), `count(${fields[0]})`].join(', ');
  const groups = groupsOf(query, width);
  return {
    statements: (span) => [`SELECT ${select} ${from} ${within(kits, span.from, span.to)}${groups}`],
    adds: [(table, of, row) => add(table, of, [...row.slice(0, -1), ...pad, row.at(-1) ?? null])],
  };
}

/** See `ReadingStore.sums`. */
export async function readSums(client: InfluxClient, query: SumsQuery): Promise<BucketSums[]> {
  if (query.kits.length === 0 || query.spans.length === 0) return [];
  const { source, percentiles = false } = query;
  const width = Math.max(1, Math.round(query.bucketMs));
  const plan = source === 'readings' ? ofReadings(query, width) : ofRollUps(query, width, source);
  const table = new SumTable({ width, averaging: averagingOf(query.phenomenon), percentiles });
  const statements = query.spans.flatMap((span) => plan.statements(span));
  for await (const { statement, tags, values } of client.query(statements.join('; '))) {
    const { kit = '', channel = '' } = tags;
    const put = plan.adds[statement % plan.adds.length];
    for (const [time, ...row] of values as (number | null)[][])
      put?.(table, { kit, channel, time: time ?? 0 }, row);
  }
  return table.list();
}
