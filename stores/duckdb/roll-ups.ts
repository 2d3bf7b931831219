import { averagingOf } from '../../domain/averaging.ts';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import type { Span } from '../contract.ts';
import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { MARKED, ROLL_UPS } from './roll-up-tables.ts';
import { energyOf, ident, instant } from './sql.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours further apart than this are not looked for in one pass. */
const FAR = 7 * DAY;

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

function during({ from, to }: Span): string {
  return `time >= ${instant(from)} AND time < ${instant(to)}`;
}

/** Hours, or days, since 1970 of a row, as `u` counts. */
const UNIT_OF_ROW = {
  hour: `floor(epoch_ms(time) / ${HOUR})::INTEGER`,
  day: `floor(epoch_ms(time) / ${DAY})::INTEGER`,
};

const START = {
  hour: `epoch_ms(u::BIGINT * ${HOUR})::TIMESTAMP_MS`,
  day: `epoch_ms(u::BIGINT * ${DAY})::TIMESTAMP_MS`,
};

/** The marked hours, or the days they lie in, of each kit. */
const MARKS = {
  hour: `(SELECT kit, h AS u FROM ${MARKED})`,
  day: `(SELECT DISTINCT kit, floor(h / 24)::INTEGER AS u FROM ${MARKED})`,
};

type Unit = 'hour' | 'day';

/** Rows of `table` in the marked hours or days of a span, with their `u`. */
function marked(table: string, span: Span, unit: Unit): string {
  return `(SELECT t.*, m.u FROM (SELECT *, ${UNIT_OF_ROW[unit]} AS unit FROM ${ident(table)} WHERE ${during(span)}) t
    JOIN ${MARKS[unit]} m ON t.kit = m.kit AND t.unit = m.u)`;
}

/** Removes the roll-ups of the marked hours or days of a span. */
function removal(table: string, span: Span, unit: Unit): string {
  return `DELETE FROM ${table} USING ${MARKS[unit]} m
    WHERE ${table}.kit = m.kit AND ${during(span)} AND ${UNIT_OF_ROW[unit]} = m.u`;
}

/** The roll-ups of one wide table: one pass over its rows, then a row a phenomenon. */
function fromWide(
  table: string,
  phenomena: readonly (readonly [name: string, id: number])[],
  span: Span,
): string {
  const sums = phenomena.map(([name], at) => {
    const v = ident(name);
    const [first, second] = PARTS[averagingOf(name)](v);
    return `count(${v}) AS n${at}, sum(${v}) AS s${at}, min(${v}) AS i${at}, max(${v}) AS a${at}, ${first} AS f${at}, ${second} AS g${at}`;
  });
  const rows = phenomena.map(
    ([, id], at) =>
      `SELECT ${START.hour}, kit, channel, ${id}, n${at}, s${at}, i${at}, a${at}, f${at}, g${at} FROM r WHERE n${at} > 0`,
  );
  return `INSERT INTO ${ROLL_UPS.hours} WITH r AS MATERIALIZED (
      SELECT u, kit, channel, ${sums.join(', ')} FROM ${marked(table, span, 'hour')} GROUP BY u, kit, channel)
    ${rows.join(' UNION ALL ')}`;
}

/** The roll-ups of namespaced phenomena, which average arithmetically. */
function fromNarrow(span: Span): string {
  return `INSERT INTO ${ROLL_UPS.hours}
    SELECT ${START.hour}, kit, channel, phenomenon, count(*), sum(value), min(value), max(value), ${NEITHER.join(', ')}
    FROM ${marked('others', span, 'hour')} GROUP BY u, kit, channel, phenomenon`;
}

/** The roll-ups of days, which are the sums of their hours'. */
function wholeDays({ phenomena }: Database, span: Span, held: readonly string[]): string {
  const last = held.filter((name) => averagingOf(name) === 'last').map((name) => phenomena.idOf(name));
  const isLast = last.length === 0 ? 'false' : `phenomenon IN (${last.join(', ')})`;
  return `INSERT INTO ${ROLL_UPS.days}
    SELECT ${START.day}, kit, channel, phenomenon, sum(n)::INTEGER, sum(sum), min(min), max(max),
      CASE WHEN ${isLast} THEN arg_max(first, second) ELSE sum(first) END, CASE WHEN ${isLast} THEN max(second) ELSE sum(second) END
    FROM ${marked(ROLL_UPS.hours, span, 'day')} GROUP BY u, kit, channel, phenomenon`;
}

/** Fills the table of marked hours; gives those whose readings are kept, in order. */
async function mark({ kits, kept, writer }: Database, marks: readonly HourMark[]): Promise<number[]> {
  await writer.run(`DELETE FROM ${MARKED}`);
  const hours = new Set<number>();
  const feed = new Feed(await writer.createAppender(MARKED, null, 'temp'), ['integer', 'integer']);
  try {
    for (const { kit, hour } of marks) {
      const id = kits.find(kit);
      // Of what retention removed the roll-ups are all there is.
      if (id === undefined || hour < kept.from(id)) continue;
      feed.put(0, id);
      feed.put(1, Math.floor(hour / HOUR));
      feed.next();
      hours.add(hour);
    }
    feed.flush();
  } finally {
    feed.close();
  }
  return [...hours].sort((a, b) => a - b);
}

/** The spans that hours lie in, apart where there is a long time between: each is read through once. */
function spansOf(hours: readonly number[]): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last !== undefined && hour - last.to < FAR) last.to = hour + HOUR;
    else spans.push({ from: hour, to: hour + HOUR });
  }
  return spans;
}

/** See `ReadingStore.rollUp`. To be called in a transaction of the writer; new dictionary entries are left to the caller. */
export async function rollUp(database: Database, marks: readonly HourMark[]): Promise<void> {
  const { layout, phenomena, latest, writer } = database;
  const held = [...latest.phenomenaOf([...new Set(marks.map(({ kit }) => kit))])];
  for (const span of spansOf(await mark(database, marks))) {
    await writer.run(removal(ROLL_UPS.hours, span, 'hour'));
    for (const [table, { name }] of layout.tables.entries()) {
      const here = held.filter((id) => layout.places.get(id)?.table === table);
      const numbered = here.map((id) => [id, phenomena.idOf(id)] as const);
      if (numbered.length > 0) await writer.run(fromWide(name, numbered, span));
    }
    if (held.some((name) => !layout.places.has(name))) await writer.run(fromNarrow(span));
    const days = { from: Math.floor(span.from / DAY) * DAY, to: Math.ceil(span.to / DAY) * DAY };
    await writer.run(removal(ROLL_UPS.days, days, 'day'));
    await writer.run(wholeDays(database, days, held));
  }
}
