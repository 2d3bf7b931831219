/** Where the program's log goes. */
interface StoreLog {
  warn(words: string): void;
  error(words: string): void;
}

/** What a DuckDB store is opened with. */
export interface DuckDbOptions {
  /** The database file; created when absent. Only one store in one process may have it open. */
  readonly path: string;
  /** What DuckDB may use, such as `512MB`. The process needs some 400 MB beside it. */
  readonly memoryLimit?: string;
  readonly log?: StoreLog;
  /** UTC ms; the system's clock when absent. */
  readonly now?: () => number;
}
