import { readFile } from 'node:fs/promises';
import { Stop } from '../stop.ts';

/** The JSON document in a file; where it cannot be read, a `Stop` says why. */
export async function documentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Stop(`${file} cannot be read: ${error.message}`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Stop(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
