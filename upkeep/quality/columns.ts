import type { Series } from '../../analysis/quality/series.ts';
import type { StoredReading } from '../../domain/reading.ts';

/** Readings of one phenomenon and channel, oldest first, in lists that grow and are used again. */
export class Column {
  phenomenon = '';
  channel = '';
  size = 0;
  #times = new Float64Array(256);
  #values = new Float64Array(256);
  #received = new Float64Array(256);
  #flags = new Uint16Array(256);

  /** Empties it, for another phenomenon and channel. */
  begin(phenomenon: string, channel: string): void {
    this.phenomenon = phenomenon;
    this.channel = channel;
    this.size = 0;
  }

  add({ time, value, received, flags }: Readonly<StoredReading>): void {
    const at = this.size;
    if (at === this.#times.length) this.#grow();
    this.#times[at] = time;
    this.#values[at] = value;
    this.#received[at] = received;
    this.#flags[at] = flags;
    this.size = at + 1;
  }

  /** Times and values, as they are until the column is emptied. */
  series(): Series {
    return { times: this.#times.subarray(0, this.size), values: this.#values.subarray(0, this.size) };
  }

  /** Arrivals, UTC ms. */
  received(): Float64Array {
    return this.#received.subarray(0, this.size);
  }

  flags(): Uint16Array {
    return this.#flags.subarray(0, this.size);
  }

  #grow(): void {
    const longer = <T extends Float64Array | Uint16Array>(list: T, empty: T): T => {
      empty.set(list);
      return empty;
    };
    const length = this.#times.length * 2;
    this.#times = longer(this.#times, new Float64Array(length));
    this.#values = longer(this.#values, new Float64Array(length));
    this.#received = longer(this.#received, new Float64Array(length));
    this.#flags = longer(this.#flags, new Uint16Array(length));
  }
}

/** Readings of one kit by phenomenon and channel. */
export class Columns {
  readonly #columns: Column[] = [];
  #used = 0;
  #next = 0;
  #size = 0;

  /** Readings in all columns. */
  get size(): number {
    return this.#size;
  }

  /** Adds the next reading of the kit; times never fall within a column. */
  add(reading: Readonly<StoredReading>): void {
    this.#columnOf(reading).add(reading);
    this.#size += 1;
  }

  list(): readonly Column[] {
    return this.#columns.slice(0, this.#used);
  }

  clear(): void {
    this.#used = 0;
    this.#next = 0;
    this.#size = 0;
  }

  /** Readings of one time come in the same order each time, so the column after the last one is nearly always the one. */
  #columnOf({ phenomenon, channel }: Readonly<StoredReading>): Column {
    for (let tried = 0; tried < this.#used; tried++) {
      const at = this.#next < this.#used ? this.#next : 0;
      const column = this.#columns[at] as Column;
      this.#next = at + 1;
      if (column.phenomenon === phenomenon && column.channel === channel) return column;
    }
    const column = this.#columns[this.#used] ?? new Column();
    this.#columns[this.#used++] = column;
    this.#next = this.#used;
    column.begin(phenomenon, channel);
    return column;
  }
}
