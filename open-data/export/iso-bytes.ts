const DAY = 86_400_000;
const ZERO = 48;
const COLON = 58;

function putTwo(into: Uint8Array, at: number, n: number): void {
  const tens = (n / 10) | 0;
  into[at] = ZERO + tens;
  into[at + 1] = ZERO + n - tens * 10;
}

/** Bytes that a time takes at most: years beyond 9999 have a sign and six digits. */
export const ISO_BYTES = 27;

/** Writes times as `Date.prototype.toISOString` does; the day is remembered from time to time. */
export class IsoBytes {
  #day = Number.NaN;
  /** The date with the T behind it. */
  #date = Buffer.alloc(0);

  /** Writes `ms` at `at`; where it ends. */
  put(into: Uint8Array, at: number, ms: number): number {
    const day = Math.floor(ms / DAY);
    if (day !== this.#day) {
      const text = new Date(day * DAY).toISOString();
      this.#date = Buffer.from(text.slice(0, text.indexOf('T') + 1));
      this.#day = day;
    }
    into.set(this.#date, at);
    const clock = at + this.#date.length;
    const rest = ms - day * DAY;
    const seconds = (rest / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    const hours = (minutes / 60) | 0;
    const milli = rest - seconds * 1000;
    const hundreds = (milli / 100) | 0;
    putTwo(into, clock, hours);
    into[clock + 2] = COLON;
    putTwo(into, clock + 3, minutes - hours * 60);
    into[clock + 5] = COLON;
    putTwo(into, clock + 6, seconds - minutes * 60);
    // The point, and behind the milliseconds the Z for UTC.
    into[clock + 8] = 46;
    into[clock + 9] = ZERO + hundreds;
    putTwo(into, clock + 10, milli - hundreds * 100);
    into[clock + 12] = 90;
    return clock + 13;
  }
}
