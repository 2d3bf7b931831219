import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../journal/segments/durable-file.ts';

const behindSchema = z.object({
  /** Why it is behind, in words. */
  why: z.string(),
  /** When that was noticed, UTC ms. */
  at: z.number(),
  /** Kits that were erased since: the mirror may still have them. */
  erased: z.array(z.string()),
});

const fileSchema = z.object({ version: z.literal(1), behind: behindSchema.optional() });

/** That a mirror lacks readings which the journal does not have any more. */
export type Behind = z.infer<typeof behindSchema>;

/** The mark of a mirror in the data folder: that there is one, and whether it is behind. Outlives the process. */
export class MirrorMark {
  readonly #path: string;
  #behind: Behind | undefined;

  private constructor(path: string, behind: Behind | undefined) {
    this.#path = path;
    this.#behind = behind;
  }

  /**
   * Reads the mark. Where there is none, the mirror is new: with `history` it is behind from its first day. A file that cannot
   * be read counts as none.
   */
  static open(path: string, history: boolean): MirrorMark {
    const kept = readKept(path);
    if (kept !== undefined) return new MirrorMark(path, kept.behind);
    const mark = new MirrorMark(path, undefined);
    mark.set(history ? { why: 'it is new and has no history', at: Date.now(), erased: [] } : undefined);
    return mark;
  }

  /** Forgets that there was a mirror: when there is one again, it will be behind. */
  static remove(path: string): void {
    rmSync(path, { force: true });
  }

  get behind(): Behind | undefined {
    return this.#behind;
  }

  /** Writes the mark anew; it is on disk when this returns. Throws what the file system throws. */
  set(behind: Behind | undefined): void {
    const content = behind === undefined ? { version: 1 } : { version: 1, behind };
    writeDurably(this.#path, Buffer.from(`${JSON.stringify(content)}\n`));
    this.#behind = behind;
  }
}

function readKept(path: string): z.infer<typeof fileSchema> | undefined {
  try {
    const kept = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return kept.success ? kept.data : undefined;
  } catch {
    return undefined;
  }
}
