import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MANIFEST = 'manifest.json';

/** Version of the folder that `superilla backup` writes. */
export const FORMAT = 1;

/** What a backup holds beside its manifest. Nothing else is ever read from one, whatever a manifest says. */
const path = z
  .string()
  .regex(/^(readings\.duckdb|registry\.db|settings\.env|journal\/(cursors\.json|\d{16}\.journal))$/);

const fileSchema = z.object({
  path,
  bytes: z.number().int().min(0),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupFile = z.infer<typeof fileSchema>;

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Versions of the program and of the registry's tables. */
  versions: z.object({ program: z.string(), registry: z.number().int() }),
  /** When the backup began and ended, RFC 3339. */
  began: z.iso.datetime(),
  ended: z.iso.datetime(),
  store: z.string(),
  /** Everything up to this journal position was acknowledged when the backup began, and is in it. */
  acknowledged: z.number().int(),
  /** Journal position that the readings have at least; the journal has the rest. */
  watermark: z.number().int(),
  files: z.array(fileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest of a backup; words where there is none that can be read. */
export function readManifest(folder: string): Manifest | string {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return `There is no ${MANIFEST} in ${folder}: it is no backup, or one that was cut short.`;
    return `${MANIFEST} in ${folder} cannot be read: ${String(error)}`;
  }
  const format = (given as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT)
    return `The backup has format ${format}, this program knows ${FORMAT}: restore it with the program that wrote it, or a newer one.`;
  const parsed = manifestSchema.safeParse(given);
  return parsed.success
    ? parsed.data
    : `${MANIFEST} in ${folder} is damaged: ${z.prettifyError(parsed.error)}`;
}
