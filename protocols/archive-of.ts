import type { ArchiveReader } from './archive.ts';
import { ARCHIVES } from './catalogue.ts';

function names(): string {
  return ARCHIVES.map(({ id }) => id).join(', ');
}

/** The reader of a file: the one named, or the one that knows the file's beginning. In words where there is none. */
export function archiveOf(head: string, as: string | undefined): ArchiveReader | string {
  if (as !== undefined)
    return ARCHIVES.find(({ id }) => id === as) ?? `There is no reader ${as}; there are ${names()}.`;
  return (
    ARCHIVES.find((archive) => archive.recognises(head)) ??
    `No reader knows this file by its first lines; there are ${names()}.`
  );
}
