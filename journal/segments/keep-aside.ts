import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';

/** Gives a damaged segment a second name, so that it outlives its release. Segments before the last are never written. */
export async function keepAside(path: string, log: (words: string) => void): Promise<void> {
  const aside = `${path}.damaged`;
  try {
    await link(path, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') return copyFile(path, aside, constants.COPYFILE_EXCL);
    });
    log(`The damaged segment is kept as ${aside}.`);
  } catch (error) {
    log(`The damaged segment could not be kept as ${aside}: ${String(error)}`);
  }
}
