import type { HourMark } from '../domain/hour-mark.ts';
import type { HourMarks } from './contract.ts';
import type { Core } from './core.ts';

/** Rows of one statement: SQLite binds at most 32,766 values. */
const ROWS = 1000;

/** The table of marked hours. */
export class HourMarkTable implements HourMarks {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  all(): Promise<HourMark[]> {
    return this.#core.db.selectFrom('hour_mark').select(['kit', 'hour']).execute();
  }

  async add(marks: readonly HourMark[]): Promise<void> {
    if (marks.length === 0) return;
    await this.#core.write(async (tx) => {
      for (let at = 0; at < marks.length; at += ROWS)
        await tx
          .insertInto('hour_mark')
          .values(marks.slice(at, at + ROWS).map(({ kit, hour }) => ({ kit, hour })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    });
  }

  async remove(marks: readonly HourMark[]): Promise<void> {
    const hours = new Map<number, string[]>();
    for (const { kit, hour } of marks) {
      const kits = hours.get(hour);
      if (kits === undefined) hours.set(hour, [kit]);
      else kits.push(kit);
    }
    if (hours.size === 0) return;
    await this.#core.write(async (tx) => {
      for (const [hour, kits] of hours)
        for (let at = 0; at < kits.length; at += ROWS)
          await tx
            .deleteFrom('hour_mark')
            .where('hour', '=', hour)
            .where('kit', 'in', kits.slice(at, at + ROWS))
            .execute();
    });
  }
}
