import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Stop } from '../stop.ts';

/** The JSON document in a file, or on standard input for `-`; where it cannot be read, a `Stop` says why. */
export async function documentOf(file: string): Promise<unknown> {
  const reading = file === '-' ? text(process.stdin) : readFile(file, 'utf8');
  const read = await reading.catch((error: Error) => {
    throw new Stop(`${file} cannot be read: ${error.message}`);
  });
  try {
    return JSON.parse(read.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Stop(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
