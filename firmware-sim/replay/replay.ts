import type { ArchiveRow } from '../../protocols/archive.ts';
import { type ArchiveChoice, rowsOf, sizeOf } from './archive-file.ts';
import { Faults } from './faults.ts';
import { Lanes, type Register } from './lanes.ts';
import { objectsOf } from './objects.ts';
import { Pace } from './pace.ts';

/** How far a replay is. Counts of `sent` and `acknowledged` are readings. */
export interface ReplayState {
  readonly file: string;
  /** Share of the files' bytes that was read, 0 to 1. */
  readonly fraction: number;
  readonly rows: number;
  readonly sent: number;
  readonly acknowledged: number;
}

/** What a replay did. */
export interface ReplaySummary {
  readonly files: number;
  readonly rows: number;
  /** Readings sent. */
  readonly readings: number;
  /** Readings that the broker acknowledged: all that were sent, unless the replay was stopped. */
  readonly acknowledged: number;
  /** Cells that hold no reading. */
  readonly missing: number;
  /** `file:line: what is wrong there`, a hundred at most. */
  readonly faults: readonly string[];
  readonly kits: number;
  /** Whether the signal came before the end. */
  readonly stopped: boolean;
}

export interface ReplayOptions extends ArchiveChoice {
  readonly files: readonly string[];
  /** Times the original pace. */
  readonly speed: number | 'max';
  /** `mqtt://host:port` */
  readonly mqttUrl: string;
  readonly register: Register;
  readonly onProgress?: (state: ReplayState) => void;
  readonly signal?: AbortSignal;
}

/** Between two calls of `onProgress`, ms. */
const PROGRESS_EVERY = 100;

class Run {
  readonly #options: ReplayOptions;
  readonly #lanes: Lanes;
  readonly #faults = new Faults();
  readonly #pace: Pace;
  #rows = 0;
  #missing = 0;
  #read = 0;
  #size = 0;
  #told = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#lanes = new Lanes(options.mqttUrl, options.register);
    this.#pace = new Pace(options.speed, options.signal);
  }

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  #tell(file: string, always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#told < PROGRESS_EVERY) return;
    this.#told = now;
    const { sent, acknowledged } = this.#lanes;
    const fraction = this.#size === 0 ? 1 : Math.min(1, this.#read / this.#size);
    this.#options.onProgress?.({ file, fraction, rows: this.#rows, sent, acknowledged });
  }

  async #send(archive: string, row: ArchiveRow): Promise<void> {
    const [first] = row.readings;
    if (first === undefined) return;
    const wait = this.#pace.due(first.time);
    if (wait > 0) {
      await this.#lanes.flush();
      await this.#pace.wait(wait);
      if (this.#stopped) return;
    }
    const lane = await this.#lanes.lane(archive, row);
    for (const object of objectsOf(row)) await lane.add(object);
  }

  async #file(file: string): Promise<void> {
    this.#pace.restart();
    const onRead = (count: number) => {
      this.#read += count;
    };
    for await (const one of rowsOf(file, { ...this.#options, onRead })) {
      if (this.#stopped) return;
      if ('fault' in one) {
        this.#faults.add(file, one.fault);
        continue;
      }
      this.#rows++;
      this.#missing += one.row.missing;
      for (const fault of one.row.faults) this.#faults.add(`${file}:${one.row.line}`, fault);
      await this.#send(one.archive, one.row);
      this.#tell(file, false);
    }
  }

  async carryOut(): Promise<ReplaySummary> {
    const { files } = this.#options;
    this.#size = await sizeOf(files);
    try {
      for (const file of files) if (!this.#stopped) await this.#file(file);
      await this.#lanes.close();
    } catch (error) {
      await this.#lanes.abandon(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    this.#tell(files.at(-1) ?? '', true);
    const { sent, acknowledged, kits } = this.#lanes;
    return {
      files: files.length,
      rows: this.#rows,
      readings: sent,
      acknowledged,
      missing: this.#missing,
      faults: this.#faults.list(),
      kits,
      stopped: this.#stopped,
    };
  }
}

/**
 * Sends the rows of archive files (CSV, also gzipped) through the broker as if their sensors' kits sent them now: a kit for each
 * sensor, its own connection, native messages with the original times at QoS 1. Faults of files and rows are told in the
 * summary. A second run is safe: readings that arrived before are duplicates to the platform.
 * Rejects with `ReplayInterrupted` when the broker stays away, and with whatever `register` rejects with.
 */
export function replay(options: ReplayOptions): Promise<ReplaySummary> {
  return new Run(options).carryOut();
}
