import type { Envelope } from '../../domain/envelope.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray } from '../tray.ts';
import { Box } from './take.ts';

const ID_BYTES = 12;
const VALUE_BYTES = 4;
const TIME_BYTES = 4;

/** Decimals that tell every binary32 number apart (IEEE 754-2019, 5.12.2), and those that always come back from one. */
const [ENOUGH_DIGITS, SURE_DIGITS] = [9, 6];

/** The shortest decimal that is this binary32 number: 21.4, not 21.399999618530273. */
function shortest(single: number): number {
  for (let digits = SURE_DIGITS; digits < ENOUGH_DIGITS; digits++) {
    const decimal = Number(single.toPrecision(digits));
    if (Math.fround(decimal) === single) return decimal;
  }
  return single;
}

/**
 * Reads measurements of 16 or 20 bytes after one another: 12 bytes of sensor id, a little-endian float32, and in the longer
 * form little-endian seconds since 1970. Bytes left over are refused, the measurements before them are not.
 */
export function decodeBytes(
  { payload }: Envelope,
  context: DecodeContext,
  { withTime }: { withTime: boolean },
): Decoded {
  const box = new Box(new Tray(context));
  const size = ID_BYTES + VALUE_BYTES + (withTime ? TIME_BYTES : 0);
  let at = 0;
  for (; at + size <= payload.length && !box.tray.overfull; at += size) {
    const path = `byte ${at}`;
    const sensor = payload.toString('hex', at, at + ID_BYTES);
    const value = shortest(payload.readFloatLE(at + ID_BYTES));
    const createdAt = withTime ? payload.readUInt32LE(at + ID_BYTES + VALUE_BYTES) : null;
    box.take({ sensor, value, createdAt }, { sensor: path, value: path, createdAt: path });
  }
  if (!box.tray.overfull && at < payload.length)
    box.tray.refuse('bad_syntax', `byte ${at}`, payload.toString('hex', at, at + 40));
  return box.result();
}
