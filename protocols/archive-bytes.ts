import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes of a file by which its archive is known. */
const HEAD = 4096;

async function* decompressed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  async function* all(): AsyncGenerator<Buffer> {
    yield first.value as Buffer;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  }
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  // Errors of the file reach the reader through the decompression, which the pipeline destroys with them.
  yield* isGzip ? (pipeline(all(), createGunzip(), () => {}) as AsyncIterable<Buffer>) : all();
}

/**
 * The beginning of an archive file, enough to know its reader by, and the whole of it from the beginning; decompressed where it
 * is gzip, by its first bytes (RFC 1952, 2.3.1), members one after another too. Both reject where the bytes do, or are broken gzip.
 */
export async function peek(
  given: AsyncIterable<Buffer>,
): Promise<{ head: string; all: AsyncIterable<Buffer> }> {
  const source = decompressed(given)[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await source.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* chunks;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  }
  return { head: Buffer.concat(chunks).toString('utf8'), all: all() };
}
