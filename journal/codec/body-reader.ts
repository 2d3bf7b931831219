/** Reads the fields of one body in turn. Throws RangeError when the body ends before its fields do. */
export class BodyReader {
  readonly #body: Buffer;
  #at: number;

  constructor(body: Buffer, at: number) {
    this.#body = body;
    this.#at = at;
  }

  u8(): number {
    return this.#body.readUInt8(this.#skip(1));
  }

  u16(): number {
    return this.#body.readUInt16LE(this.#skip(2));
  }

  f64(): number {
    return this.#body.readDoubleLE(this.#skip(8));
  }

  /** Unsigned LEB128 below 2^32. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('A number in a journal frame is too long.');
  }

  string(): string {
    const length = this.varint();
    const at = this.#skip(length);
    return this.#body.toString('utf8', at, at + length);
  }

  /** A copy of the bytes, independent of the body. */
  bytes(): Uint8Array {
    const length = this.varint();
    const at = this.#skip(length);
    return new Uint8Array(this.#body.subarray(at, at + length));
  }

  /** Moves on by `count` and gives the place before. */
  #skip(count: number): number {
    const at = this.#at;
    if (at + count > this.#body.length) throw new RangeError('A journal frame ends before its fields do.');
    this.#at = at + count;
    return at;
  }
}
