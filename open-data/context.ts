import type { Directory } from './directory.ts';
import type { ReadPorts } from './ports.ts';

/** What the reading routes share. */
export interface Context {
  readonly ports: ReadPorts;
  readonly directory: Directory;
  /** Tells answers of this run from those of an earlier one, whose counters began at 0 too. */
  readonly run: string;
}
