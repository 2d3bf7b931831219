import type { Licence } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../assessment/assessment.ts';

/** How an export is written: a head, the readings in order, a tail. One per export. */
export interface ExportWriter {
  readonly type: string;
  readonly head: string;
  readonly tail: string;
  /** Writes a reading and what is told of it; neither is held on to. */
  put(reading: Readonly<StoredReading>, told: Assessment): void;
  /** What was written since the last call; empty for nothing. */
  take(): string | Uint8Array;
}

/** What an export says of itself beside the readings. */
export interface ExportFacts {
  licenceOf(kit: string): Licence | undefined;
  /** Stands in the JSON before the readings. */
  readonly preamble: Readonly<Record<string, unknown>>;
}
