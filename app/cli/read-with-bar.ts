import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';

/** The bytes of a file; on a terminal a bar says how many of them are read. */
export async function* readWithBar(path: string): AsyncGenerator<Buffer> {
  const { size } = await stat(path);
  const bar = new SingleBar({ format: 'read {bar} {percentage}%', hideCursor: true });
  const showBar = process.stderr.isTTY === true;
  if (showBar) bar.start(size, 0);
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (showBar) bar.increment(chunk.length);
      yield chunk;
    }
  } finally {
    if (showBar) bar.stop();
  }
}
