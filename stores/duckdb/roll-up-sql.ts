import { averagingOf } from '../../domain/averaging.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { Span } from '../contract.ts';
import { DAY_PERCENTILES, MARKED, ROLL_UPS } from './roll-up-tables.ts';
import { countsOf, eachOf, percentilesOf } from './spread.ts';
import { energyOf, flagsOf, ident, instant } from './sql.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Unit = 'hour' | 'day';

/** Some of what is marked: kits with an hour or day, as `KEY` numbers them, from `first` to `last`. */
export interface Stretch {
  readonly span: Span;
  readonly first: number;
  readonly last: number;
}

/** A phenomenon and its number in the dictionary. */
export type Numbered = readonly [name: string, id: number];

type Parts = readonly [first: string, second: string];

const NEITHER: Parts = ['NULL::DOUBLE', 'NULL::DOUBLE'];

/** What is kept beside n, sum, minimum and maximum of the column `v`. */
const PARTS: Readonly<Record<Averaging, (v: string) => Parts>> = {
  arithmetic: () => NEITHER,
  sum: () => NEITHER,
  // Of null and a number the least is the number.
  energetic: (v) => [`sum(${energyOf(v)}) FILTER (${v} IS NOT NULL)`, 'NULL::DOUBLE'],
  circular: (v) => [`sum(sin(radians(${v})))`, `sum(cos(radians(${v})))`],
  last: (v) => [
    `arg_max(${v}, time) FILTER (${v} IS NOT NULL)`,
    `epoch_ms(max(time) FILTER (${v} IS NOT NULL))::DOUBLE`,
  ],
};

/** Hours, or days, since 1970 of a row, as `u` counts. */
const UNIT_OF_ROW = {
  hour: `floor(epoch_ms(time) / ${HOUR})::INTEGER`,
  day: `floor(epoch_ms(time) / ${DAY})::INTEGER`,
};

const START = {
  hour: `epoch_ms(u::BIGINT * ${HOUR})::TIMESTAMP_MS`,
  day: `epoch_ms(u::BIGINT * ${DAY})::TIMESTAMP_MS`,
};

/** Numbers kits with an hour or day, kit by kit: hours since 1970 stay below 2^20 until 2089, and then only their order suffers. */
const KEY = '(kit::BIGINT * 1048576 + u)::DOUBLE';

function during({ from, to }: Span): string {
  return `time >= ${instant(from)} AND time < ${instant(to)}`;
}

/** Rows of `table` in what is marked of a stretch, with their `u`. */
function marked(table: string, unit: Unit, { span, first, last }: Stretch): string {
  return `(SELECT t.*, m.u FROM (SELECT *, ${UNIT_OF_ROW[unit]} AS unit FROM ${ident(table)} WHERE ${during(span)}) t
    JOIN (FROM ${MARKED[unit]} WHERE ${KEY} BETWEEN ${first} AND ${last}) m ON t.kit = m.kit AND t.unit = m.u)`;
}

/** Everything that is marked in a span. */
function whole(span: Span): Stretch {
  return { span, first: 0, last: Number.MAX_SAFE_INTEGER };
}

/** How many rows a table has for each kit and hour or day that is marked, by the key of a stretch. */
export function rowsOf(table: string, unit: Unit, span: Span): string {
  return `SELECT key, count(*)::DOUBLE FROM (SELECT ${KEY} AS key FROM (SELECT kit, u FROM ${marked(table, unit, whole(span))}))
    GROUP BY key ORDER BY key`;
}

/** Removes the roll-ups of the marked hours or days of a span. */
export function removal(table: string, span: Span, unit: Unit): string {
  return `DELETE FROM ${table} USING ${MARKED[unit]} m
    WHERE ${table}.kit = m.kit AND ${during(span)} AND ${UNIT_OF_ROW[unit]} = m.u`;
}

/** The roll-ups of one wide table: one pass over its rows, then a row a phenomenon. */
export function hoursOfWide(table: string, phenomena: readonly Numbered[], stretch: Stretch): string {
  const sums = phenomena.map(([name], at) => {
    const v = ident(name);
    const [first, second] = PARTS[averagingOf(name)](v);
    const [bad, suspect] = countsOf(flagsOf(name));
    return `count(${v}) AS n${at}, sum(${v}) AS s${at}, min(${v}) AS i${at}, max(${v}) AS a${at}, ${first} AS f${at}, ${second} AS g${at},
      ${bad} AS b${at}, ${suspect} AS d${at}, ${percentilesOf(v)} AS q${at}`;
  });
  const rows = phenomena.map(
    ([, id], at) =>
      `SELECT ${START.hour}, kit, channel, ${id}, n${at}, s${at}, i${at}, a${at}, f${at}, g${at}, b${at}, d${at},
        ${eachOf(`q${at}`).join(', ')} FROM r WHERE n${at} > 0`,
  );
  return `INSERT INTO ${ROLL_UPS.hours} WITH r AS MATERIALIZED (
      SELECT u, kit, channel, ${sums.join(', ')} FROM ${marked(table, 'hour', stretch)} GROUP BY u, kit, channel)
    ${rows.join(' UNION ALL ')}`;
}

/** The roll-ups of namespaced phenomena, which average arithmetically. */
export function hoursOfNarrow(stretch: Stretch): string {
  return `INSERT INTO ${ROLL_UPS.hours}
    SELECT ${START.hour}, kit, channel, phenomenon, count(*), sum(value), min(value), max(value), ${NEITHER.join(', ')},
      ${countsOf('flags').join(', ')}, ${eachOf(percentilesOf('value')).join(', ')}
    FROM ${marked('others', 'hour', stretch)} GROUP BY u, kit, channel, phenomenon`;
}

/** Percentiles of the marked days of one wide table. */
export function dayPercentilesOfWide(
  table: string,
  phenomena: readonly Numbered[],
  stretch: Stretch,
): string {
  const lists = phenomena.map(([name], at) => {
    const v = ident(name);
    return `count(${v}) AS n${at}, ${percentilesOf(v)} AS q${at}`;
  });
  const rows = phenomena.map(
    ([, id], at) =>
      `SELECT u, kit, channel, ${id}, n${at}, ${eachOf(`q${at}`).join(', ')} FROM r WHERE n${at} > 0`,
  );
  return `INSERT INTO ${DAY_PERCENTILES} WITH r AS MATERIALIZED (
      SELECT u, kit, channel, ${lists.join(', ')} FROM ${marked(table, 'day', stretch)} GROUP BY u, kit, channel)
    ${rows.join(' UNION ALL ')}`;
}

/** Percentiles of the marked days of namespaced phenomena. */
export function dayPercentilesOfNarrow(stretch: Stretch): string {
  return `INSERT INTO ${DAY_PERCENTILES}
    SELECT u, kit, channel, phenomenon, count(*), ${eachOf(percentilesOf('value')).join(', ')}
    FROM ${marked('others', 'day', stretch)} GROUP BY u, kit, channel, phenomenon`;
}

/** The roll-ups of the marked days of a span, which are the sums of their hours'; without percentiles, which are no sums. */
export function wholeDays(span: Span, last: readonly number[]): string {
  const isLast = last.length === 0 ? 'false' : `phenomenon IN (${last.join(', ')})`;
  return `INSERT INTO ${ROLL_UPS.days}
    SELECT ${START.day}, kit, channel, phenomenon, sum(n)::INTEGER, sum(sum), min(min), max(max),
      CASE WHEN ${isLast} THEN arg_max(first, second) ELSE sum(first) END, CASE WHEN ${isLast} THEN max(second) ELSE sum(second) END,
      coalesce(sum(bad), 0)::INTEGER, coalesce(sum(suspect), 0)::INTEGER, NULL, NULL, NULL
    FROM ${marked(ROLL_UPS.hours, 'day', whole(span))} GROUP BY u, kit, channel, phenomenon`;
}

/** Marks the days of the marked hours. */
export const MARK_DAYS = `DELETE FROM ${MARKED.day};
  INSERT INTO ${MARKED.day} SELECT DISTINCT kit, floor(u / 24)::INTEGER FROM ${MARKED.hour}`;

/** The kits' days before `today` that have no percentiles, of those that are marked and of all since `from`. */
export function daysWithout(today: number, from: number): string {
  return `SELECT DISTINCT kit, u FROM (SELECT kit, time, ${UNIT_OF_ROW.day} AS u FROM ${ROLL_UPS.days}
      WHERE p50 IS NULL AND time < ${instant(today)})
    WHERE time >= ${instant(from)} OR (kit, u) IN (FROM ${MARKED.day}) ORDER BY u, kit`;
}

/** The phenomena of the marked days of a span that have no percentiles. */
export function phenomenaWithout(span: Span): string {
  return `SELECT DISTINCT phenomenon FROM ${marked(ROLL_UPS.days, 'day', whole(span))} WHERE p50 IS NULL`;
}

/** Puts the percentiles to the days of a span whose hours were made of the very readings that they are of. */
export function putPercentiles(span: Span): string {
  return `UPDATE ${ROLL_UPS.days} AS d SET p10 = p.p10, p50 = p.p50, p90 = p.p90 FROM ${DAY_PERCENTILES} p
    WHERE ${during(span)} AND d.p50 IS NULL AND ${UNIT_OF_ROW.day} = p.u
      AND d.kit = p.kit AND d.channel = p.channel AND d.phenomenon = p.phenomenon AND d.n = p.n`;
}
