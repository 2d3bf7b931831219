import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const HEAD = 4096;

/** RFC 1952, 2.3.1. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/**
 * The bytes of a file, decompressed where it is gzip (by its first bytes, not its name; members one after another too).
 * `onRead` hears how many bytes of the file itself were read. Throws when the file cannot be read or its compression is broken.
 */
export async function* bytesOf(path: string, onRead: (count: number) => void): AsyncGenerator<Buffer> {
  const gzip = await isGzip(path);
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      onRead(chunk.length);
      yield chunk;
    }
  }
  // Errors of the file reach the reader through the decompression, which the pipeline destroys with them.
  yield* gzip ? (pipeline(counted(), createGunzip(), () => {}) as AsyncIterable<Buffer>) : counted();
}

/** The beginning of a file as text, decompressed: some kilobytes, enough to know an archive by. */
export async function headOf(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytesOf(path, () => {})) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
