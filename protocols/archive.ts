/** One value of an archive row, as a native message says it: name (`pm10`, `temperature@dallas`, `x_…`) and own unit. */
export interface ArchiveReading {
  readonly name: string;
  /** UTC ms. */
  readonly time: number;
  readonly value: number;
  /** Mask of `FLAGS` that the archive itself puts on the value: a network's mark of an invalid one. */
  readonly flags?: number;
}

/** The readings of one row. Rows without any (all missing) have an empty list. */
export interface ArchiveRow {
  /** Line in the file, 1 for the first. */
  readonly line: number;
  /** Id of the sensor in the archive. */
  readonly externalId: string;
  readonly position?: { readonly lat: number; readonly lon: number };
  readonly readings: readonly ArchiveReading[];
  /** Cells that hold no reading (`null`, `none`, sentinels). */
  readonly missing: number;
  /** Cells that could not be read, in words. */
  readonly faults: readonly string[];
}

/** Options for one run over a file. */
export interface ArchiveOptions {
  /** For archives that name no phenomenon. */
  readonly phenomenon?: string;
  /** Name of the file, from which some archives' sensors are identified. */
  readonly file: string;
}

/** A reader of one archive's files. Rows come one by one in file order, whatever the size. */
export interface ArchiveReader {
  readonly id: string;
  /** Whether the first lines of a file are this archive's. */
  recognises(head: string): boolean;
  read(bytes: AsyncIterable<Buffer>, options: ArchiveOptions): AsyncIterable<ArchiveRow>;
}
