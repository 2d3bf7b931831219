import type { StoredReading } from '../../domain/reading.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import type { Cursor } from './cursor.ts';

/** A column of one of the cursors. */
interface Place {
  readonly cursor: Cursor;
  readonly at: number;
}

/**
 * Reads rows of several tables that are of one kit and time, which is how a message comes whose phenomena stand in several
 * tables: column by column in the order of the phenomena, without an object for each reading.
 */
export class SideBySide {
  readonly #cursors: readonly Cursor[];
  readonly #places: readonly Place[];

  constructor(cursors: readonly Cursor[]) {
    this.#cursors = cursors;
    const places = cursors.flatMap((cursor) =>
      (cursor.phenomena ?? []).map((phenomenon, at) => ({ cursor, at, phenomenon })),
    );
    this.#places = places.sort((a, b) => comparePhenomena(a.phenomenon, b.phenomenon));
  }

  /**
   * Gives the readings of the rows that are of the kit and time of `next`, and goes on; how many there were. Undefined, and
   * nothing done, where they have to be put in order: several rows of a table, several channels, the narrow table, or
   * rows that are not at hand.
   */
  visit(
    { kit, time, channel }: Pick<Cursor, 'kit' | 'time' | 'channel'>,
    reading: { -readonly [Field in keyof StoredReading]: StoredReading[Field] },
    take: (reading: StoredReading) => void,
  ): number | undefined {
    let first: Cursor | undefined;
    for (const cursor of this.#cursors) {
      if (cursor.kit !== kit || cursor.time !== time) continue;
      if (!cursor.differsFromNext() || cursor.channel !== channel || cursor.phenomena === undefined)
        return undefined;
      first = cursor;
    }
    first?.begin(reading);
    let n = 0;
    for (const { cursor, at } of this.#places)
      if (cursor.kit === kit && cursor.time === time) n += cursor.give(at, reading, take);
    for (const cursor of this.#cursors) if (cursor.kit === kit && cursor.time === time) cursor.step();
    return n;
  }
}
