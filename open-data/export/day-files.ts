import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import type { Kit } from '../../domain/kit.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import type { AssessmentPorts } from '../assessment/assessment.ts';
import { CSV_HEAD, csvWriter } from './csv.ts';
import { kitState } from './kit-state.ts';
import { piecesOf } from './stream.ts';

const DAY = 86_400_000;

/** The header line as a gzip member of its own (RFC 1952 section 2.2): files of days can be put together with one header. */
const HEAD = gzipSync(CSV_HEAD);

/** Changes with the columns: files of another format are made anew. */
const FORMAT = 2;

/** What stands beside a day's file. `kits` are those in it, with what was known of them when it was written. */
interface Facts {
  readonly format: number;
  readonly rows: number;
  readonly bytes: number;
  readonly headBytes: number;
  readonly etag: string;
  readonly kits: Readonly<Record<string, string>>;
}

/** The readings of a closed day as a file. */
export interface DayFile extends Facts {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly path: string;
}

export interface DayFilesOptions {
  readonly folder: string;
  readonly store: ReadingStore;
  /** The real kits, now. */
  readonly kits: () => readonly Kit[];
  /** Whether the checks have looked at the hour (start, UTC ms) of a kit. */
  readonly checked: AssessmentPorts['checked'];
  /** Bytes that all files together may take: the oldest days go first. */
  readonly mostBytes: number;
  readonly now: () => number;
}

const nameOf = (day: number) => new Date(day).toISOString().slice(0, 10);

/** Counts lines and takes the hash of what passes. */
function watched(): { stream: Transform; rows: () => number } {
  let rows = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  return { stream, rows: () => rows };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    for await (const chunk of file.createReadStream()) hash.update(chunk as Buffer);
  } finally {
    await file.close().catch(() => undefined);
  }
  return hash.digest('hex').slice(0, 32);
}

/** Files of closed days, each a gzipped CSV of all real kits' readings. What may be old is removed, and made again by `build`. */
export class DayFiles {
  readonly #options: DayFilesOptions;
  readonly #files = new Map<string, DayFile>();
  #removals = 0;

  private constructor(options: DayFilesOptions) {
    this.#options = options;
  }

  /** Reads what the folder has; what is not whole is removed. */
  static async open(options: DayFilesOptions): Promise<DayFiles> {
    const files = new DayFiles(options);
    await mkdir(options.folder, { recursive: true });
    for (const name of await readdir(options.folder)) {
      const day = /^day=(\d{4}-\d\d-\d\d)\.csv\.gz$/.exec(name)?.[1];
      if (day === undefined && !name.endsWith('.csv.gz.json')) await rm(join(options.folder, name));
      else if (day !== undefined) await files.#read(day);
    }
    await files.check();
    return files;
  }

  /** Grows when files may have been removed: one that was begun before is not put in place. */
  get removals(): number {
    return this.#removals;
  }

  /** Every file, oldest first. */
  list(): DayFile[] {
    return [...this.#files.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  get(day: string): DayFile | undefined {
    return this.#files.get(day);
  }

  /** Removes the file of the day that starts then (UTC ms). */
  async remove(day: number): Promise<void> {
    this.#removals += 1;
    await this.#remove(nameOf(day));
  }

  /** Removes every file with a kit that is gone, or whose licence or corrections are others now. */
  async check(): Promise<void> {
    const now = new Map(this.#options.kits().map((kit) => [kit.id, kitState(kit)]));
    for (const { day, kits } of this.list()) {
      const stale = Object.entries(kits).some(([kit, state]) => now.get(kit) !== state);
      if (stale) await this.remove(Date.parse(day));
    }
  }

  /** Makes the files that are missing of these days (UTC ms), newest first, as far as there is room. */
  async build(days: readonly number[], signal: AbortSignal): Promise<void> {
    const { now, mostBytes } = this.#options;
    const today = Math.floor(now() / DAY) * DAY;
    let bytes = 0;
    for (const day of [...days].sort((a, b) => b - a)) {
      if (signal.aborted) return;
      if (day >= today) continue;
      const file = bytes < mostBytes ? (this.get(nameOf(day)) ?? (await this.#make(day, signal))) : undefined;
      bytes += file?.bytes ?? 0;
      if (bytes > mostBytes) await this.#remove(nameOf(day));
    }
  }

  async #make(start: number, signal: AbortSignal): Promise<DayFile | undefined> {
    const { store, checked } = this.#options;
    const removals = this.#removals;
    const kits = new Map(this.#options.kits().map((kit) => [kit.id, kit]));
    const day = nameOf(start);
    const path = this.#path(day);
    const seen: Record<string, string> = {};
    const licenceOf = (id: string) => {
      const kit = kits.get(id);
      if (kit !== undefined) seen[id] = kitState(kit);
      return kit?.licence;
    };
    const query = { kits: [...kits.keys()], from: start, to: start + DAY };
    const lines = watched();
    const source = { store, checked, kit: (id: string) => kits.get(id) };
    const pieces = piecesOf(source, query, csvWriter({ licenceOf, preamble: {} }));
    const partial = `${path}.partial`;
    await writeFile(partial, HEAD);
    const into = createWriteStream(partial, { flags: 'a', flush: true });
    await pipeline(pieces, lines.stream, createGzip({ level: 6 }), into, { signal });
    const facts: Facts = {
      format: FORMAT,
      rows: lines.rows(),
      bytes: (await stat(partial)).size,
      headBytes: HEAD.length,
      etag: await hashOf(partial),
      kits: seen,
    };
    await writeFile(`${path}.json`, JSON.stringify(facts), { flush: true });
    await rename(partial, path);
    this.#files.set(day, { day, path, ...facts });
    if (removals !== this.#removals) await this.#remove(day);
    await this.check();
    return this.get(day);
  }

  async #read(day: string): Promise<void> {
    const path = this.#path(day);
    try {
      const facts = JSON.parse(await readFile(`${path}.json`, 'utf8')) as Facts;
      if (facts.format === FORMAT && (await stat(path)).size === facts.bytes)
        this.#files.set(day, { day, path, ...facts });
      else await this.#remove(day);
    } catch {
      await this.#remove(day);
    }
  }

  async #remove(day: string): Promise<void> {
    this.#files.delete(day);
    await rm(this.#path(day), { force: true });
    await rm(`${this.#path(day)}.json`, { force: true });
  }

  #path(day: string): string {
    return join(this.#options.folder, `day=${day}.csv.gz`);
  }
}
