import type { StoredReading } from '../../domain/reading.ts';

/** Readings of one kit and day: how many, and a sum over their hashes that no order changes. */
export interface DaySum {
  n: number;
  high: number;
  low: number;
}

/** The two halves of a hash in turn; kept, so that nothing is allocated for a reading. */
const hash = { high: 0, low: 0 };

/**
 * Hashes a text to twice 32 bits, as cyrb53 does: two multiplicative hashes that are mixed at the end. For telling copies apart by
 * accident, not against somebody who looks for collisions.
 */
function hashText(text: string): void {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  hash.high = b >>> 0;
  hash.low = a >>> 0;
}

export function emptySum(): DaySum {
  return { n: 0, high: 0, low: 0 };
}

/** Adds a reading: identity, value, flags and arrival. */
export function addReading(sum: DaySum, reading: StoredReading): void {
  const { kit, phenomenon, channel, time, value, flags, received } = reading;
  hashText(`${kit} ${phenomenon} ${channel} ${time} ${value} ${flags} ${received}`);
  sum.n += 1;
  sum.high = (sum.high + hash.high) >>> 0;
  sum.low = (sum.low + hash.low) >>> 0;
}

export function equalSums(a: DaySum, b: DaySum): boolean {
  return a.n === b.n && a.high === b.high && a.low === b.low;
}

/** 16 hexadecimal digits. */
export function checksumOf({ high, low }: DaySum): string {
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
