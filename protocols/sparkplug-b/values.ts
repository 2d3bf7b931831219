import { toNumber, type WireMetric } from './payload.ts';

/** Data types whose values are numbers (Sparkplug 3.0, 6.4.16), with the bits of the signed ones. */
const BITS: ReadonlyMap<number, number> = new Map([
  ...([
    [1, 8],
    [2, 16],
    [3, 32],
    [4, 64],
  ] as const),
  ...[5, 6, 7, 8, 9, 10].map((type) => [type, 0] as const),
]);

/** Whether values of a data type are readings. Unknown (0) is decided by the value. */
export function isNumeric(datatype: number): boolean {
  return datatype === 0 || BITS.has(datatype);
}

export const DOUBLE = 10;
export const BOOLEAN = 11;
export const INT64 = 4;

/** The shortest decimal that is the same 32-bit float: 12.3, where the double says 12.300000190734863. */
function shortest(value: number): number {
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** A whole number as its two's complement of that many bits says (Sparkplug 3.0, 6.4.16: signed types travel unsigned). */
function signed(value: number, bits: number): number {
  if (bits === 8) return (value << 24) >> 24;
  if (bits === 16) return (value << 16) >> 16;
  return bits === 32 ? value | 0 : value;
}

/**
 * The number of a metric of that data type: whole numbers with their sign, floats in their shortest decimal. 64-bit numbers
 * beyond 2^53 are rounded to doubles. Undefined where the metric has no number.
 */
export function numberOf(metric: WireMetric, datatype: number): number | undefined {
  const { intValue, longValue, floatValue, doubleValue } = metric;
  const bits = BITS.get(datatype) ?? 0;
  if (doubleValue !== undefined) return doubleValue;
  if (floatValue !== undefined) return Number.isFinite(floatValue) ? shortest(floatValue) : floatValue;
  if (intValue !== undefined) return signed(intValue, bits);
  if (longValue === undefined) return undefined;
  if (bits === 0) return toNumber(longValue);
  const whole = Number(BigInt.asIntN(64, BigInt(longValue.toString())));
  // Some clients write short integers as long ones.
  return bits < 64 ? signed(whole, bits) : whole;
}
