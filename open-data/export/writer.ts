import type { Licence } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';

/** How an export is written: a head, the readings chunk by chunk in order, a tail. One per export. */
export interface ExportWriter {
  readonly type: string;
  readonly head: string;
  readonly tail: string;
  write(readings: readonly StoredReading[]): string;
}

/** What an export says of itself beside the readings. */
export interface ExportFacts {
  licenceOf(kit: string): Licence | undefined;
  /** Stands in the JSON before the readings. */
  readonly preamble: Readonly<Record<string, unknown>>;
}
