import { crc32 } from 'node:zlib';

/** The last half of a Bluetooth address behind a model: `LYWSD03-52680f`. */
const ADDRESSED = /^(.*-)([0-9a-f]{6})$/i;

/** A sensor's key. Bluetooth addresses are personal: 16 bits of a checksum stand in their place. */
export function withoutAddress(key: string): string {
  const addressed = ADDRESSED.exec(key);
  if (addressed === null) return key;
  const [, model = '', address = ''] = addressed;
  const mark = (crc32(address.toLowerCase()) & 0xffff).toString(16).padStart(4, '0');
  return `${model.slice(0, 27)}${mark}`;
}
