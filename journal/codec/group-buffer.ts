const FIRST_SIZE = 256 * 1024;
/** Longest unsigned LEB128 of 32 bits. */
const VARINT_MOST = 5;

/**
 * A growing stretch of memory that frames are written into, one behind the other, without any allocation while it is
 * large enough. Callers make room with `reserve` before they put anything; the `put…` calls do not look.
 */
export class GroupBuffer {
  #bytes: Buffer;
  #view: DataView;
  /** Bytes written. */
  length = 0;

  constructor(memory: ArrayBuffer = new ArrayBuffer(FIRST_SIZE)) {
    this.#bytes = Buffer.from(memory);
    this.#view = new DataView(memory);
  }

  /** The whole memory, for handing it to another thread. */
  get memory(): ArrayBuffer {
    return this.#view.buffer as ArrayBuffer;
  }

  /** The memory as bytes; what stands behind `length` means nothing. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The most bytes that `putString` takes for a text of so many UTF-16 units. */
  static stringMost(units: number): number {
    return VARINT_MOST + 3 * units;
  }

  /** Makes sure that `count` more bytes fit. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.#bytes.length) return;
    const memory = new ArrayBuffer(Math.max(needed, 2 * this.#bytes.length));
    const larger = Buffer.from(memory);
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
    this.#view = new DataView(memory);
  }

  putU8(value: number): void {
    this.#bytes[this.length++] = value;
  }

  putU16(value: number): void {
    this.#view.setUint16(this.length, value, true);
    this.length += 2;
  }

  /** Writes a u32 at a place that was left free before. */
  setU32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  putF64(value: number): void {
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Unsigned LEB128 of a number below 2^32. */
  putVarint(value: number): void {
    const bytes = this.#bytes;
    let at = this.length;
    let rest = value >>> 0;
    while (rest > 0x7f) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  /** Length in bytes as varint, then UTF-8; a lone surrogate becomes U+FFFD. */
  putString(text: string): void {
    const start = this.length;
    const units = text.length;
    this.putVarint(units);
    const bytes = this.#bytes;
    let at = this.length;
    for (let n = 0; n < units; n++) {
      const unit = text.charCodeAt(n);
      if (unit > 0x7f) {
        this.length = start;
        this.putVarint(Buffer.byteLength(text));
        this.length += bytes.write(text, this.length);
        return;
      }
      bytes[at++] = unit;
    }
    this.length = at;
  }

  /** Bytes as they are. */
  putRaw(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  putBytes(bytes: Uint8Array): void {
    this.putVarint(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }
}
