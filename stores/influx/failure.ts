/** Waits before something is tried again, ms: doubled from the first to the last. */
const FIRST_WAIT = 200;
const LAST_WAIT = 10_000;
/** The longest wait that a server may ask for, ms. */
const LONGEST_ASKED = 60_000;

/** What a server answered, or that it did not. */
interface Trouble {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly words: string;
  /** What `Retry-After` asks for, ms. */
  readonly waitMs?: number;
}

/** A request that failed, with words that help whoever runs the server. */
export class InfluxError extends Error {
  readonly status: number;
  readonly waitMs: number | undefined;

  constructor({ status, words, waitMs }: Trouble) {
    super(words);
    this.name = 'InfluxError';
    this.status = status;
    this.waitMs = waitMs;
  }

  /** Whether the server is away or overloaded, so that the same may succeed later without anybody's help. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'the token, or the user and password, are not accepted: see SUPERILLA_INFLUX_TOKEN, _USER and _PASSWORD',
  403: 'the token or user may not write to and read from this bucket: grant both, or set another one',
  404: 'the bucket or database, the organisation, or this way of writing is not there: see SUPERILLA_INFLUX_BUCKET, _ORG and _VERSION',
};

/** The server's own words, from any of the shapes that 1.x, 2.x and 3.x use. */
export function serverWords(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { error?: unknown; message?: unknown };
    for (const said of [message, error]) if (typeof said === 'string') return said.slice(0, 500);
  } catch {
    // Not JSON: a proxy's page, or nothing.
  }
  return body.trim().slice(0, 500);
}

/** An answer other than success. */
export function answered(status: number, body: string, waitMs?: number): InfluxError {
  const said = serverWords(body);
  const words = [`InfluxDB answered ${status}`, ADVICE[status], said].filter((part) => part).join('; ');
  return new InfluxError({ status, words, ...(waitMs === undefined ? {} : { waitMs }) });
}

/** The system's code of an error or of what caused it, such as ECONNREFUSED: its words would name addresses. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : codeOf(error.cause);
}

/** Anything thrown on the way to the server or back. */
export function failure(error: unknown): InfluxError {
  if (error instanceof InfluxError) return error;
  const said = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
  return new InfluxError({ status: 0, words: `InfluxDB cannot be reached: ${said}` });
}

/** How long to wait after the `failures`th failure in a row, ms; what the server asks for goes first. */
export function waitAfter({ waitMs }: InfluxError, failures: number): number {
  const own = Math.min(LAST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 20));
  return waitMs === undefined ? own : Math.min(LONGEST_ASKED, Math.max(FIRST_WAIT, waitMs));
}
