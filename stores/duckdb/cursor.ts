import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import type { StoredReading } from '../../domain/reading.ts';
import type { Database } from './database.ts';
import type { Source } from './sources.ts';

/** A column of a chunk, as DuckDB has it in memory; `valid` has a bit a row, and is absent where nothing is null. */
interface Column {
  readonly items: Float64Array | Int32Array | Uint16Array;
  readonly valid: Uint8Array | undefined;
}

type Items = new (buffer: ArrayBufferLike, offset: number, length: number) => Column['items'];

/** A reading whose fields change from call to call: an object for each would cost more than reading it. */
type Changing = { -readonly [Field in keyof StoredReading]: StoredReading[Field] };

/** The columns before the phenomena: kit, channel, time, received; and those of the narrow table after them. */
const KEYS: readonly Items[] = [Int32Array, Int32Array, Float64Array, Float64Array];
const NARROW: readonly Items[] = [Int32Array, Float64Array, Uint16Array];

function columnOf(chunk: DuckDBDataChunk, at: number, items: Items & { BYTES_PER_ELEMENT?: number }): Column {
  const rows = chunk.rowCount;
  const vector = bindings.data_chunk_get_vector(chunk.chunk, at);
  const data = bindings.vector_get_data(vector, rows * (items.BYTES_PER_ELEMENT ?? 8));
  const valid = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  return { items: new items(data.buffer, data.byteOffset, rows), valid: valid ?? undefined };
}

/** Goes through the rows of one table's slice, which are in order of kit and time. */
export class Cursor {
  readonly #database: Database;
  readonly #source: Source;
  readonly #types: readonly Items[];
  readonly #result: DuckDBResult;
  #columns: readonly Column[] = [];
  #rows = 0;
  #row = 0;
  /** Kit (dictionary id) and time of the current row; infinite when there is none. */
  kit = Number.POSITIVE_INFINITY;
  time = Number.POSITIVE_INFINITY;

  constructor(database: Database, source: Source, result: DuckDBResult) {
    this.#database = database;
    this.#source = source;
    this.#result = result;
    const values = source.phenomena?.flatMap((): Items[] => [Float64Array, Uint16Array]);
    this.#types = [...KEYS, ...(values ?? NARROW)];
  }

  /** Goes to the next row where the chunk at hand has one; otherwise `load` has to be called. */
  step(): boolean {
    this.#row += 1;
    return this.#read();
  }

  /** Whether the next row is known to be of another kit or time. */
  differsFromNext(): boolean {
    const next = this.#row + 1;
    if (next >= this.#rows) return false;
    const [kit, , time] = this.#columns;
    return kit?.items[next] !== this.kit || time?.items[next] !== this.time;
  }

  /** Fetches the next chunk and goes to its first row. */
  async load(): Promise<void> {
    const chunk = await this.#result.fetchChunk();
    this.#rows = chunk?.rowCount ?? 0;
    this.#columns =
      chunk === null || this.#rows === 0 ? [] : this.#types.map((items, at) => columnOf(chunk, at, items));
    this.#row = 0;
    if (this.#read()) return;
    this.kit = Number.POSITIVE_INFINITY;
    this.time = Number.POSITIVE_INFINITY;
  }

  /** Phenomena of its columns, in order; undefined for the narrow table, whose rows name theirs. */
  get phenomena(): readonly string[] | undefined {
    return this.#source.phenomena;
  }

  /** Channel (dictionary id) of the current row. */
  get channel(): number {
    return this.#number(1);
  }

  /** Fills in what all readings of the current row share, but for their arrival. */
  begin(reading: Changing): void {
    const { kits, channels } = this.#database;
    reading.kit = kits.nameOf(this.kit);
    reading.channel = channels.nameOf(this.#number(1));
    reading.time = this.time;
  }

  /** Calls `take` with the current row's reading of the column `at`, where it has one: 1, otherwise 0. */
  give(at: number, reading: Changing, take: (reading: StoredReading) => void): number {
    const row = this.#row;
    const { items, valid } = this.#columns[4 + 2 * at] as Column;
    if (valid !== undefined && (((valid[row >> 3] as number) >> (row & 7)) & 1) === 0) return 0;
    reading.phenomenon = this.#source.phenomena?.[at] as string;
    reading.value = items[row] as number;
    reading.flags = this.#number(5 + 2 * at);
    reading.received = this.#number(3);
    take(reading);
    return 1;
  }

  /** Calls `take` with each reading of the current row, always the same object; how many there were. */
  each(reading: Changing, take: (reading: StoredReading) => void): number {
    this.begin(reading);
    const { phenomena } = this.#source;
    if (phenomena === undefined) return this.#one(reading, take);
    let n = 0;
    for (let at = 0; at < phenomena.length; at++) n += this.give(at, reading, take);
    return n;
  }

  #one(reading: Changing, take: (reading: StoredReading) => void): number {
    reading.received = this.#number(3);
    reading.phenomenon = this.#database.phenomena.nameOf(this.#number(4));
    reading.value = this.#number(5);
    reading.flags = this.#number(6);
    take(reading);
    return 1;
  }

  #number(column: number): number {
    return (this.#columns[column] as Column).items[this.#row] as number;
  }

  #read(): boolean {
    if (this.#row >= this.#rows) return false;
    this.kit = this.#number(0);
    this.time = this.#number(2);
    return true;
  }
}
