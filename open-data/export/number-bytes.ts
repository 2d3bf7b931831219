const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Decimals that are tried before the general way. */
const DECIMALS = 6;
const POWERS = Array.from({ length: DECIMALS + 1 }, (_, n) => 10 ** n);

/** Up to here a decimal of so many digits is the shortest of its double: 15 digits always read back. */
const EXACT = 1e15;

/** Writes a whole number from 0 to below 1e15 at `at`, with at least `width` digits; where it ends. */
function putWhole(into: Uint8Array, at: number, { whole, width }: { whole: number; width: number }): number {
  let digits = 1;
  for (let bound = 10; bound <= whole; bound *= 10) digits += 1;
  const end = at + Math.max(digits, width);
  let rest = whole;
  for (let n = end - 1; n >= at; n--) {
    const next = Math.floor(rest / 10);
    into[n] = ZERO + (rest - next * 10);
    rest = next;
  }
  return end;
}

/**
 * Writes a finite number as `String` does, in the shortest form that reads back equal, at `at`; where it ends. At most 25
 * bytes. What sensors send, a few digits with a few decimals, is written several times faster than by `String`.
 */
export function putNumber(into: Buffer, at: number, value: number): number {
  const size = Math.abs(value);
  for (let decimals = 0; decimals <= DECIMALS; decimals++) {
    const power = POWERS[decimals] as number;
    const scaled = Math.round(size * power);
    if (scaled >= EXACT) break;
    if (scaled / power !== size) continue;
    let end = at;
    if (value < 0) into[end++] = MINUS;
    if (decimals === 0) return putWhole(into, end, { whole: scaled, width: 1 });
    const whole = Math.floor(scaled / power);
    end = putWhole(into, end, { whole, width: 1 });
    into[end++] = POINT;
    return putWhole(into, end, { whole: scaled - whole * power, width: decimals });
  }
  return at + into.write(String(value), at, 'latin1');
}
