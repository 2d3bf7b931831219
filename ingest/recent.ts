import type { Row } from '../domain/reading.ts';

/** Times remembered a kit. Older ones are decided by the store. */
const TIMES = 32;

/** What the recent readings of a kit say of an offered one; a number is the value that stands already. */
export type Verdict = 'new' | 'ask_store' | number;

function keyOf(time: number, channel: string): number | string {
  return channel === '' ? time : `${time}@${channel}`;
}

/**
 * The recent rows of one kit, and its floor. Above the floor this memory is complete: what it does not hold is new.
 * At or below the floor only the store can tell. Rows are held, not copied: readings that are added to a remembered row
 * later are known at once.
 */
export class Recent {
  /** UTC ms; at start the newest committed time. */
  private floor: number;
  /** Rows of one time and channel; several when messages brought different phenomena of it. */
  private readonly rows = new Map<number | string, Row | Row[]>();

  constructor(floor: number) {
    this.floor = floor;
  }

  /** Raises the floor: at or below `time` the store is asked. */
  raise(time: number): void {
    if (time > this.floor) this.floor = time;
  }

  /** Judges one reading of that time and channel. */
  judge(time: number, channel: string, phenomenon: string): Verdict {
    const known = this.rows.get(keyOf(time, channel));
    if (known !== undefined) {
      const stands = Array.isArray(known) ? valueAmong(known, phenomenon) : valueIn(known, phenomenon);
      if (stands !== undefined) return stands;
    }
    return time <= this.floor ? 'ask_store' : 'new';
  }

  /** Remembers a row, if it is above the floor. */
  remember(row: Row): void {
    if (row.time <= this.floor) return;
    const key = keyOf(row.time, row.channel);
    const known = this.rows.get(key);
    if (known === undefined) this.rows.set(key, row);
    else if (Array.isArray(known)) known.push(row);
    else this.rows.set(key, [known, row]);
    if (this.rows.size > TIMES) this.forgetOne();
  }

  /** Insertion order, so mostly the oldest. Whatever goes raises the floor to its time, so that above the floor nothing is missing. */
  private forgetOne(): void {
    for (const [key, gone] of this.rows) {
      this.rows.delete(key);
      const time = Array.isArray(gone) ? (gone[0]?.time ?? this.floor) : gone.time;
      if (time > this.floor) this.floor = time;
      return;
    }
  }
}

function valueIn(row: Row, phenomenon: string): number | undefined {
  const at = row.phenomena.indexOf(phenomenon);
  return at < 0 ? undefined : row.values[at];
}

function valueAmong(rows: readonly Row[], phenomenon: string): number | undefined {
  for (const row of rows) {
    const value = valueIn(row, phenomenon);
    if (value !== undefined) return value;
  }
  return undefined;
}
