import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Erasure } from '../contract.ts';
import { writeDurably } from './durable-file.ts';

const FILE = 'erasures.json';

interface Kept {
  /** Every erasure up to this sequence is in the file. */
  readonly upTo: number;
  /** Up to this erasure, closed segments hold nothing any more of what was erased. */
  readonly scrubbed: number;
  readonly kits: Map<string, number>;
}

/**
 * Which kits were erased, and where in the journal: what stands before is barred. Kept in `erasures.json`, because the frames
 * that say so may lie in any segment. Where the file is missing or old, the segments behind `upTo` are to be read again.
 */
export class Erasures {
  readonly #path: string;
  readonly #kits: Map<string, number>;
  #upTo: number;
  #scrubbed: number;
  #unsaved = false;

  constructor(directory: string, log: (words: string) => void) {
    this.#path = join(directory, FILE);
    const { upTo, scrubbed, kits } = readKept(this.#path, log);
    this.#upTo = upTo;
    this.#scrubbed = scrubbed;
    this.#kits = kits;
  }

  get upTo(): number {
    return this.#upTo;
  }

  get scrubbed(): number {
    return this.#scrubbed;
  }

  /** The newest erasure of each kit. */
  all(): Erasure[] {
    return [...this.#kits].map(([kit, seq]) => ({ kit, seq }));
  }

  /** Takes in an erasure that is on disk. */
  note({ kit, seq }: Erasure): void {
    if (seq <= (this.#kits.get(kit) ?? 0)) return;
    this.#kits.set(kit, seq);
    this.#unsaved = true;
  }

  /** Closed segments hold nothing any more of what was erased up to this erasure. */
  done(seq: number): void {
    if (seq <= this.#scrubbed) return;
    this.#scrubbed = seq;
    this.#unsaved = true;
  }

  /** Forgets what was carried out and has no frame left before it. */
  forgetBefore(first: number): void {
    for (const [kit, seq] of this.#kits) {
      if (seq < first && seq <= this.#scrubbed && this.#kits.delete(kit)) this.#unsaved = true;
    }
  }

  /** Writes the file anew where it has something to say; everything up to `upTo` is known. */
  save(upTo: number): void {
    if (!this.#unsaved && upTo <= this.#upTo) return;
    const content = {
      version: 1,
      upTo: Math.max(upTo, this.#upTo),
      scrubbed: this.#scrubbed,
      kits: Object.fromEntries(this.#kits),
    };
    writeDurably(this.#path, Buffer.from(`${JSON.stringify(content)}\n`));
    this.#upTo = content.upTo;
    this.#unsaved = false;
  }
}

function readKept(path: string, log: (words: string) => void): Kept {
  const nothing = { upTo: 0, scrubbed: 0, kits: new Map<string, number>() };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    throw error;
  }
  try {
    const { upTo, scrubbed, kits } = JSON.parse(text) as Record<string, unknown>;
    const entries = Object.entries(kits as Record<string, number>);
    if (![upTo, scrubbed, ...entries.map(([, seq]) => seq)].every(Number.isSafeInteger)) throw new Error();
    return { upTo: upTo as number, scrubbed: scrubbed as number, kits: new Map(entries) };
  } catch {
    log(`${path} cannot be read: the journal is searched for erasures from its start.`);
    return nothing;
  }
}
