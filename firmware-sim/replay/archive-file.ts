import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ArchiveRow } from '../../protocols/archive.ts';
import { peek } from '../../protocols/archive-bytes.ts';
import { archiveOf } from '../../protocols/archive-of.ts';

export interface ArchiveChoice {
  /** Id of an archive; found by the file's beginning when absent. */
  readonly as?: string;
  /** For archives that name no phenomenon. */
  readonly phenomenon?: string;
}

/** What comes out of a file: rows, and where something is wrong with the file itself, that in words. */
export type FromFile = { readonly archive: string; readonly row: ArchiveRow } | { readonly fault: string };

/** The bytes of a file; `onRead` hears how many were read. */
async function* counted(path: string, onRead: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onRead(chunk.length);
    yield chunk;
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The rows of a file in order. A file that cannot be opened, is no archive's or breaks off ends with a fault, in words; what was
 * read before stands.
 */
export async function* rowsOf(
  path: string,
  choice: ArchiveChoice & { readonly onRead: (count: number) => void },
): AsyncGenerator<FromFile> {
  const { as, phenomenon, onRead } = choice;
  try {
    const { head, all } = await peek(counted(path, onRead));
    const reader = archiveOf(head, as);
    if (typeof reader === 'string') {
      yield { fault: reader };
      return;
    }
    const options = {
      file: basename(path).replace(/\.gz$/i, ''),
      ...(phenomenon === undefined ? {} : { phenomenon }),
    };
    for await (const row of reader.read(all, options)) yield { archive: reader.id, row };
  } catch (error) {
    yield { fault: words(error) };
  }
}

/** Size of the files together in bytes; those that are not there count nothing. */
export async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
