import { averagingOf } from '../../domain/averaging.ts';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { Database } from './database.ts';
import { Feed } from './feed.ts';
import { spansOf, stretches, tablesOf } from './roll-up-spans.ts';
import { hoursOfNarrow, hoursOfWide, MARK_DAYS, removal, wholeDays } from './roll-up-sql.ts';
import { MARKED, ROLL_UPS } from './roll-up-tables.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Fills the table of marked hours; gives those whose readings are kept, in order. */
async function mark({ kits, kept, writer }: Database, marks: readonly HourMark[]): Promise<number[]> {
  await writer.run(`DELETE FROM ${MARKED.hour}`);
  const hours = new Set<number>();
  const feed = new Feed(await writer.createAppender(MARKED.hour, null, 'temp'), ['integer', 'integer']);
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

/**
 * See `ReadingStore.rollUp`; days get no percentiles yet. To be called in a transaction of the writer; new dictionary entries are left to
 * the caller.
 */
export async function rollUp(database: Database, marks: readonly HourMark[]): Promise<void> {
  const { latest, phenomena, writer } = database;
  const held = latest.phenomenaOf([...new Set(marks.map(({ kit }) => kit))]);
  const last = [...held].filter((name) => averagingOf(name) === 'last').map((name) => phenomena.idOf(name));
  const tables = tablesOf(database, held);
  const spans = spansOf(await mark(database, marks), HOUR);
  await writer.run(MARK_DAYS);
  for (const span of spans) {
    await writer.run(removal(ROLL_UPS.hours, span, 'hour'));
    for (const [table, here] of tables)
      for (const stretch of await stretches(database, table, { unit: 'hour', span }))
        await writer.run(here === undefined ? hoursOfNarrow(stretch) : hoursOfWide(table, here, stretch));
    const days = { from: Math.floor(span.from / DAY) * DAY, to: Math.ceil(span.to / DAY) * DAY };
    await writer.run(removal(ROLL_UPS.days, days, 'day'));
    await writer.run(wholeDays(days, last));
  }
}
