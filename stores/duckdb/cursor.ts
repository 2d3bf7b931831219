import type { DuckDBDataChunk, DuckDBResult, DuckDBVector } from '@duckdb/node-api';
import type { StoredReading } from '../../domain/reading.ts';
import type { Database } from './database.ts';
import type { Source } from './sources.ts';

/** Goes through the rows of one table's slice, which are in order of kit and time. */
export class Cursor {
  readonly #database: Database;
  readonly #source: Source;
  readonly #result: DuckDBResult;
  #chunk: DuckDBDataChunk | null = null;
  #vectors: DuckDBVector[] = [];
  #row = 0;
  /** Kit (dictionary id) and time of the current row; infinite when there is none. */
  kit = Number.POSITIVE_INFINITY;
  time = Number.POSITIVE_INFINITY;

  constructor(database: Database, source: Source, result: DuckDBResult) {
    this.#database = database;
    this.#source = source;
    this.#result = result;
  }

  /** Goes to the next row where the chunk at hand has one; otherwise `load` has to be called. */
  step(): boolean {
    this.#row += 1;
    return this.#read();
  }

  /** Fetches the next chunk and goes to its first row. */
  async load(): Promise<void> {
    this.#chunk = await this.#result.fetchChunk();
    const columns = this.#chunk === null ? 0 : this.#chunk.columnCount;
    this.#vectors = Array.from({ length: columns }, (_, at) => this.#vector(at));
    this.#row = 0;
    if (this.#read()) return;
    this.kit = Number.POSITIVE_INFINITY;
    this.time = Number.POSITIVE_INFINITY;
  }

  /** Adds the readings of the current row to `into`. */
  take(into: StoredReading[]): void {
    const { kits, channels, phenomena: names } = this.#database;
    const kit = kits.nameOf(this.kit);
    const channel = channels.nameOf(this.#number(1));
    const time = this.time;
    const received = this.#number(3);
    const { phenomena } = this.#source;
    if (phenomena === undefined) {
      const phenomenon = names.nameOf(this.#number(4));
      into.push({ kit, phenomenon, channel, time, value: this.#number(5), flags: this.#number(6), received });
      return;
    }
    for (let at = 0; at < phenomena.length; at++) {
      const value = this.#vectors[4 + 2 * at]?.getItem(this.#row);
      if (value === null) continue;
      const flags = this.#number(5 + 2 * at);
      const phenomenon = phenomena[at] as string;
      into.push({ kit, phenomenon, channel, time, value: value as number, flags, received });
    }
  }

  #vector(column: number): DuckDBVector {
    if (this.#chunk === null) throw new Error('a cursor without a chunk');
    return this.#chunk.getColumnVector(column);
  }

  #number(column: number): number {
    return this.#vectors[column]?.getItem(this.#row) as number;
  }

  #read(): boolean {
    if (this.#chunk === null || this.#row >= this.#chunk.rowCount) return false;
    this.kit = this.#number(0);
    this.time = this.#number(2);
    return true;
  }
}
