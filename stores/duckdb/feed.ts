import {
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  INTEGER,
  TIMESTAMP_MS,
  USMALLINT,
} from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';

/** Column types a feed can fill. */
export type ColumnType = 'time' | 'integer' | 'double' | 'mask';

/** Rows of one DuckDB vector. */
const CAPACITY = 2048;
const VALIDITY_BYTES = CAPACITY / 8;
const TWO_32 = 2 ** 32;

const TYPES = { time: TIMESTAMP_MS, integer: INTEGER, double: DOUBLE, mask: USMALLINT };

function bufferFor(type: ColumnType): Float64Array | Int32Array | Uint16Array | Uint32Array {
  if (type === 'double') return new Float64Array(CAPACITY);
  if (type === 'integer') return new Int32Array(CAPACITY);
  // A time is a 64-bit integer written as two halves: BigInt would cost ten times as much.
  return type === 'mask' ? new Uint16Array(CAPACITY) : new Uint32Array(2 * CAPACITY);
}

/**
 * Fills a table through an appender, a vector at a time: values are gathered in typed arrays and copied into the
 * chunk in one go a column. Columns from `nullable` on are null where nothing was put.
 */
export class Feed {
  readonly #appender: DuckDBAppender;
  readonly #types: readonly ColumnType[];
  readonly #nullable: number;
  readonly #data: (Float64Array | Int32Array | Uint16Array | Uint32Array)[];
  readonly #valid: Uint8Array[];
  /** Columns with a value in this chunk, and in the native chunk as last copied. */
  readonly #touched: Uint8Array;
  readonly #dirty: Uint8Array;
  readonly #chunk: DuckDBDataChunk;
  #rows = 0;

  constructor(appender: DuckDBAppender, types: readonly ColumnType[], nullable = types.length) {
    this.#appender = appender;
    this.#types = types;
    this.#nullable = nullable;
    this.#data = types.map(bufferFor);
    this.#valid = types.map(() => new Uint8Array(VALIDITY_BYTES));
    this.#touched = new Uint8Array(types.length);
    this.#dirty = new Uint8Array(types.length).fill(1);
    this.#chunk = DuckDBDataChunk.create(types.map((type) => TYPES[type]));
  }

  /** Sets a column of the current row. */
  put(column: number, value: number): void {
    const data = this.#data[column] as Float64Array;
    const row = this.#rows;
    if (this.#types[column] === 'time') {
      data[2 * row] = value >>> 0;
      data[2 * row + 1] = Math.floor(value / TWO_32);
    } else {
      data[row] = value;
    }
    if (column < this.#nullable) return;
    const valid = this.#valid[column] as Uint8Array;
    valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
    this.#touched[column] = 1;
  }

  /** Ends the current row. */
  next(): void {
    this.#rows += 1;
    if (this.#rows === CAPACITY) this.#send();
  }

  /** Hands everything to DuckDB, inside the transaction of the appender's connection. */
  flush(): void {
    if (this.#rows > 0) this.#send();
    this.#appender.flushSync();
  }

  /** Lets go of the appender and of whatever was not flushed. Never throws: a broken database closes too. */
  close(): void {
    try {
      this.#appender.clear();
      this.#appender.closeSync();
    } catch {
      // What an invalidated database says of its appenders helps nobody: the failure itself was reported.
    }
  }

  #send(): void {
    const chunk = this.#chunk.chunk;
    for (let column = 0; column < this.#types.length; column++) this.#copy(column);
    bindings.data_chunk_set_size(chunk, this.#rows);
    this.#rows = 0;
    this.#appender.appendDataChunk(this.#chunk);
  }

  #copy(column: number): void {
    const nullable = column >= this.#nullable;
    const touched = this.#touched[column] === 1;
    if (nullable && !touched && this.#dirty[column] === 0) return;
    const vector = bindings.data_chunk_get_vector(this.#chunk.chunk, column);
    if (!nullable || touched) {
      const data = this.#data[column] as Float64Array;
      const bytes = this.#rows * data.BYTES_PER_ELEMENT * (this.#types[column] === 'time' ? 2 : 1);
      bindings.copy_data_to_vector(vector, 0, data.buffer as ArrayBuffer, 0, bytes);
    }
    if (!nullable) return;
    const valid = this.#valid[column] as Uint8Array;
    bindings.vector_ensure_validity_writable(vector);
    bindings.copy_data_to_vector_validity(vector, 0, valid.buffer as ArrayBuffer, 0, VALIDITY_BYTES);
    this.#dirty[column] = touched ? 1 : 0;
    this.#touched[column] = 0;
    valid.fill(0);
  }
}
