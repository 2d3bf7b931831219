/** What a file held of one station, and what became of it; of a dry run, what is to become of it. */
export interface StationSums {
  /** Its number in the file. */
  readonly externalId: string;
  /** The station; null for one that is not registered, whose readings are passed over. */
  readonly kit: string | null;
  readonly readings: number;
  /** Of them, those that the network does not call valid: they carry the flag `invalid`. */
  readonly invalid: number;
  readonly accepted: number;
  readonly duplicates: number;
  /** Cells without a reading. */
  readonly missing: number;
  /** Refused by rule. */
  readonly refusals: Readonly<Record<string, number>>;
}

/** What a file of many stations held and what became of it. */
export interface StationImport {
  /** Reader of the file. */
  readonly archive: string;
  readonly dry: boolean;
  readonly rows: number;
  /** UTC ms of the oldest and newest reading; undefined for none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly stations: readonly StationSums[];
  /** What could not be read, in words, the first twenty. */
  readonly faults: readonly string[];
}
