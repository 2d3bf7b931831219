import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { numbers } from './numbers.ts';
import { spansOf, stretches, tablesOf } from './roll-up-spans.ts';
import {
  dayPercentilesOfNarrow,
  dayPercentilesOfWide,
  daysWithout,
  phenomenaWithout,
  putPercentiles,
} from './roll-up-sql.ts';
import { DAY_PERCENTILES, MARKED } from './roll-up-tables.ts';

const DAY = 86_400_000;
/** For so long days are looked after of kits that had nothing in the last hours: what marks the day is before its end. */
const SILENT = 3 * DAY;
/** Kits' days of one transaction. */
const STEP = 500;

/** A kit (dictionary id) and a day, counted from 1970. */
export type KitDay = readonly [kit: number, day: number];

/**
 * The days that are over and have no percentiles, of those whose hours were rolled up just before and of all lately, in steps for a
 * transaction each. A day gets them when it is over, because it would be read whole with every hour of it.
 */
export async function daysToComplete({ writer }: Database, now: number): Promise<KitDay[][]> {
  const today = Math.floor(now / DAY) * DAY;
  const days = (await numbers(writer, daysWithout(today, today - SILENT))) as unknown as KitDay[];
  const steps: KitDay[][] = [];
  for (let at = 0; at < days.length; at += STEP) steps.push(days.slice(at, at + STEP));
  return steps;
}

async function mark({ writer }: Database, days: readonly KitDay[]): Promise<void> {
  await writer.run(`DELETE FROM ${MARKED.day}; DELETE FROM ${DAY_PERCENTILES}`);
  const feed = new Feed(await writer.createAppender(MARKED.day, null, 'temp'), ['integer', 'integer']);
  try {
    for (const [kit, day] of days) {
      feed.put(0, kit);
      feed.put(1, day);
      feed.next();
    }
    feed.flush();
  } finally {
    feed.close();
  }
}

/** Gives days their percentiles. To be called in a transaction of the writer. */
export async function completeDays(database: Database, days: readonly KitDay[]): Promise<void> {
  const { writer, phenomena } = database;
  await mark(database, days);
  const starts = [...new Set(days.map(([, day]) => day * DAY))].sort((a, b) => a - b);
  for (const span of spansOf(starts, DAY)) {
    const ids = await numbers(writer, phenomenaWithout(span));
    for (const [table, here] of tablesOf(
      database,
      ids.map(([id]) => phenomena.nameOf(id as number)),
    ))
      for (const stretch of await stretches(database, table, { unit: 'day', span }))
        await writer.run(
          here === undefined ? dayPercentilesOfNarrow(stretch) : dayPercentilesOfWide(table, here, stretch),
        );
    await writer.run(putPercentiles(span));
  }
}
