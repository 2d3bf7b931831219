import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';

const FILE = 'cursors.json';

/** Up to where each consumer has what it needs, kept in `cursors.json`. */
export class Cursors {
  /** The newest sequence that any consumer, named or forgotten, had released when the file was read. */
  readonly newest: number;
  readonly #path: string;
  readonly #seqs = new Map<string, number>();

  /** Reads the file. Consumers that are not named any more are forgotten, new ones start at 0. */
  constructor(directory: string, consumers: readonly string[], log: (words: string) => void) {
    this.#path = join(directory, FILE);
    const kept = readKept(this.#path, log);
    for (const consumer of consumers) this.#seqs.set(consumer, kept.get(consumer) ?? 0);
    // Given out once, a sequence stays given out, whoever had released it.
    this.newest = Math.max(0, ...kept.values());
  }

  /** Every named consumer has what it needs up to here. */
  get lowest(): number {
    return Math.min(...this.#seqs.values());
  }

  all(): Record<string, number> {
    return Object.fromEntries(this.#seqs);
  }

  /** Moves a cursor forward, in memory; false when it stood there or further. */
  advance(consumer: string, seq: number): boolean {
    if (seq <= (this.#seqs.get(consumer) ?? 0)) return false;
    this.#seqs.set(consumer, seq);
    return true;
  }

  /** Writes the file anew as a whole. */
  save(): void {
    writeDurably(this.#path, Buffer.from(`${JSON.stringify({ version: 1, consumers: this.all() })}\n`));
  }
}

function readKept(path: string, log: (words: string) => void): Map<string, number> {
  const kept = new Map<string, number>();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return kept;
    throw error;
  }
  try {
    const { consumers } = JSON.parse(text) as { consumers: Record<string, unknown> };
    for (const [consumer, seq] of Object.entries(consumers)) {
      if (Number.isSafeInteger(seq)) kept.set(consumer, seq as number);
    }
  } catch {
    log(
      `${path} cannot be read: all consumers start at 0, nothing is deleted before they say what they have.`,
    );
  }
  return kept;
}
