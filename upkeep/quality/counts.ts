import { type FlagWord, flagWords } from '../../domain/flags.ts';
import type { QualityCounts } from './contract.ts';

/** Counts what the checks do. */
export class Counts implements QualityCounts {
  checked = 0;
  readonly set = new Map<FlagWord, number>();

  /** Flags of one reading that were set. */
  setting(mask: number): void {
    if (mask === 0) return;
    for (const word of flagWords(mask) as FlagWord[]) this.set.set(word, (this.set.get(word) ?? 0) + 1);
  }
}
