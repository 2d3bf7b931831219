import type { Refusal } from '../../domain/refusal.ts';
import type { FoundBatch } from '../../ingest/contract.ts';
import type { ArchiveReading, ArchiveRow } from '../../protocols/archive.ts';
import type { Found } from '../../protocols/contract.ts';

/** Readings of one message: two rows of the widest archives fit beside it below the bound of 2,500. */
const MOST = 2000;

/** A reading of an archive as decoders give it; its name may carry a channel (`temperature@dallas`). */
export function foundOf({ name, time, value, flags = 0 }: ArchiveReading, line: number): Found {
  const at = name.indexOf('@');
  const phenomenon = at < 0 ? name : name.slice(0, at);
  const channel = at < 0 ? '' : name.slice(at + 1);
  return { phenomenon, channel, time, value, flags, path: `line ${line}` };
}

/** What a batch is about, beside its readings. */
export type About = Pick<FoundBatch, 'kit' | 'topic' | 'decoder'>;

/** Gathers rows into batches of some thousands of readings. */
export class Gatherer {
  readonly #about: About;
  #found: Found[] = [];
  #refused: Refusal[] = [];
  #missing = 0;

  constructor(about: About) {
    this.#about = about;
  }

  /** Takes a row; gives a batch when one is full. */
  add(row: ArchiveRow): FoundBatch | undefined {
    for (const reading of row.readings) this.#found.push(foundOf(reading, row.line));
    for (const fault of row.faults)
      this.#refused.push({ code: 'wrong_type', path: `line ${row.line}`, found: fault.slice(0, 80) });
    this.#missing += row.missing;
    return this.#found.length + this.#refused.length >= MOST ? this.rest() : undefined;
  }

  /** What was gathered and not given yet; undefined for nothing. */
  rest(): FoundBatch | undefined {
    if (this.#found.length + this.#refused.length + this.#missing === 0) return undefined;
    const batch = {
      ...this.#about,
      found: this.#found,
      refused: this.#refused,
      missing: this.#missing,
    };
    this.#found = [];
    this.#refused = [];
    this.#missing = 0;
    return batch;
  }
}
