import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Hears how many more bytes were read. */
export type OnBytes = (bytes: number) => void;

interface Summed {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

const CHUNK = 1024 * 1024;

/** What to read: a file by its path, or `bytes` of one that is open, which is closed afterwards. */
export type Source = { readonly path: string } | { readonly fd: number; readonly bytes: number };

function reading(source: Source) {
  if ('path' in source) return createReadStream(source.path, { highWaterMark: CHUNK });
  return createReadStream('', { fd: source.fd, start: 0, end: source.bytes - 1, highWaterMark: CHUNK });
}

function meter(onBytes: OnBytes) {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async *through(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        onBytes(chunk.length);
        yield chunk;
      }
    },
    sum: (): Summed => ({ bytes, sha256: hash.digest('hex') }),
  };
}

/** Copies to a new file, readable by its owner only and synced, and sums it up on the way. */
export async function copySummed(source: Source, to: string, onBytes: OnBytes): Promise<Summed> {
  const { through, sum } = meter(onBytes);
  await pipeline(reading(source), through, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  return sum();
}

/** Sums up a file that was written by others, and syncs it. */
export async function syncSummed(path: string, onBytes: OnBytes): Promise<Summed> {
  const { through, sum } = meter(onBytes);
  for await (const _ of through(reading({ path })));
  await syncPath(path);
  return sum();
}

/** Syncs a file or a folder. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
