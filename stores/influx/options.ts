/** Where the program's log goes. */
interface StoreLog {
  warn(words: string): void;
  error(words: string): void;
}

/** Which way the server is written to: `1` by `/write` (InfluxDB 1.x), `2` by `/api/v2/write` (2.x, 3.x). */
export type InfluxVersion = '1' | '2';

/** The server, the place in it, and what opens it. */
export interface InfluxServer {
  /** `http://host:8086`. */
  readonly url: string;
  readonly version: InfluxVersion;
  /** Database of a 1.x server, bucket of a later one. */
  readonly bucket: string;
  /** Organisation; for version 2 only. */
  readonly org?: string;
  /** Token, or else user and password. */
  readonly token?: string;
  readonly user?: string;
  readonly password?: string;
}

/** What an InfluxDB store is opened with. One store at a time may write to a bucket. */
export interface InfluxOptions extends InfluxServer {
  readonly log?: StoreLog;
  /** UTC ms; the system's clock when absent. */
  readonly now?: () => number;
  /** How long a request may go without an answer, ms. */
  readonly timeoutMs?: number;
  /** How long opening waits for a server that is away, ms; 0 when absent. */
  readonly patienceMs?: number;
}
