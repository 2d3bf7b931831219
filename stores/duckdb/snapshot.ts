import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';

/** The file's three headers (DuckDB storage format): every checkpoint rewrites one of the last two, and nothing else does. */
const HEADERS = 3 * 4096;
const ATTEMPTS = 3;

async function headersOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADERS), 0, HEADERS, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Copies a database file that is open, as of its last checkpoint: blocks that a checkpoint refers to stay as they are until the
 * next one, whatever is committed meanwhile. The caller keeps checkpoints away; one that took place all the same is noticed,
 * and the copy made again.
 *
 * Closing the file here lets go of DuckDB's own lock on it (fcntl(2)): the lock of the data folder is what keeps others out.
 */
export async function copyCheckpointed(from: string, to: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await headersOf(from);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    if (before.equals(await headersOf(from))) return;
  }
  throw new Error(`${from} was checkpointed in the middle of ${ATTEMPTS} copies`);
}
