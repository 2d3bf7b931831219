import { FLAGS } from '../../domain/flags.ts';
import type { FoundBatch } from '../../ingest/contract.ts';
import type { ArchiveRow } from '../../protocols/archive.ts';
import { Gatherer } from '../reentry/found.ts';
import type { StationImport, StationSums } from './station-import.ts';

/** Stations of one file, and faults that are told. */
const STATIONS = 500;
const FAULTS = 20;

/** How a file is read. */
export interface FileAbout {
  readonly topic: string;
  readonly decoder: string;
  readonly dry: boolean;
  /** The registered station of that number; undefined for none. */
  kitOf(externalId: string): string | undefined;
}

interface Part {
  readonly kit: string | undefined;
  /** Undefined where the readings are passed over. */
  readonly gatherer: Gatherer | undefined;
  readings: number;
  invalid: number;
  missing: number;
}

type Become = Pick<StationSums, 'accepted' | 'duplicates' | 'missing' | 'refusals'>;

/** The rows of one file, told apart by their station. */
export class FileSplit {
  readonly #about: FileAbout;
  readonly #parts = new Map<string, Part>();
  readonly #faults: string[] = [];
  #rows = 0;
  #from: number | undefined;
  #to: number | undefined;

  constructor(about: FileAbout) {
    this.#about = about;
  }

  /** The readings in batches of one station each. A file that breaks off keeps what was read of it. */
  async *batches(rows: AsyncIterable<ArchiveRow>): AsyncGenerator<FoundBatch> {
    try {
      for await (const row of rows) {
        const batch = this.#take(row);
        if (batch === 'too_many') break;
        if (batch !== undefined) yield batch;
      }
    } catch (error) {
      this.#fault(`The file breaks off: ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const { gatherer } of this.#parts.values()) {
      const rest = gatherer?.rest();
      if (rest !== undefined) yield rest;
    }
  }

  /** What the file held, with what became of the readings of each kit. */
  outcome(become: ReadonlyMap<string, Become>): StationImport {
    const stations = [...this.#parts].map(([externalId, part]): StationSums => {
      const { kit, readings, invalid, missing } = part;
      const none: Become = { accepted: 0, duplicates: 0, missing, refusals: {} };
      return {
        externalId,
        kit: kit ?? null,
        readings,
        invalid,
        ...(become.get(this.#keyOf(externalId, kit)) ?? none),
      };
    });
    const { decoder: archive, dry } = this.#about;
    return { archive, dry, rows: this.#rows, from: this.#from, to: this.#to, stations, faults: this.#faults };
  }

  /** A dry run judges stations that have no kit yet, under a name that no kit can have. */
  #keyOf(externalId: string, kit: string | undefined): string {
    return kit ?? `station ${externalId}`;
  }

  #take(row: ArchiveRow): FoundBatch | 'too_many' | undefined {
    this.#rows++;
    for (const fault of row.faults) this.#fault(`line ${row.line}: ${fault}`);
    if (row.externalId === '') return undefined;
    const part = this.#partOf(row.externalId);
    if (part === undefined) {
      this.#fault(`line ${row.line}: more than ${STATIONS} stations; the file is left here`);
      return 'too_many';
    }
    this.#count(part, row);
    return part.gatherer?.add(row);
  }

  #partOf(externalId: string): Part | undefined {
    const known = this.#parts.get(externalId);
    if (known !== undefined) return known;
    if (this.#parts.size >= STATIONS) return undefined;
    const { topic, decoder, dry, kitOf } = this.#about;
    const kit = kitOf(externalId);
    const about = { kit: this.#keyOf(externalId, kit), topic, decoder };
    const gatherer = kit === undefined && !dry ? undefined : new Gatherer(about);
    const part = { kit, gatherer, readings: 0, invalid: 0, missing: 0 };
    this.#parts.set(externalId, part);
    return part;
  }

  #count(part: Part, { readings, missing }: ArchiveRow): void {
    part.readings += readings.length;
    part.missing += missing;
    for (const { time, flags = 0 } of readings) {
      if (flags & FLAGS.invalid) part.invalid++;
      this.#from = Math.min(this.#from ?? time, time);
      this.#to = Math.max(this.#to ?? time, time);
    }
  }

  #fault(words: string): void {
    if (this.#faults.length < FAULTS) this.#faults.push(words);
  }
}
