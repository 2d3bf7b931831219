import type { NotedPeriod } from '../../analysis/quality/annotations.ts';
import type { FlagWord } from '../../domain/flags.ts';
import type { HourMark } from '../../domain/hour-mark.ts';
import type { Kit } from '../../domain/kit.ts';
import type { ReadingStore } from '../../stores/contract.ts';

/** What the checks need to know of a kit. An official station is a buddy of others, and never judged by them. */
export type CheckedKit = Pick<Kit, 'id' | 'model' | 'position' | 'exposure' | 'simulated'> & {
  readonly official?: boolean | undefined;
};

/** What the checks work with. */
export interface QualityPorts {
  readonly store: Pick<ReadingStore, 'scan' | 'visit' | 'sums' | 'latest' | 'flag'>;
  kits(): readonly CheckedKit[];
  /** Periods that whoever runs the kit put a note on. */
  annotations(kit: string): readonly NotedPeriod[];
  /** Called before the flags of readings of a closed UTC day (start, UTC ms) change: what was made of them is old. */
  touched(day: number): Promise<void>;
}

/** Hours to be judged. */
export interface DayWork {
  /** All of one UTC day, by hour. */
  readonly marks: readonly HourMark[];
  /** Whether readings of these hours may have come since they were last judged; false for history that is gone through again. */
  readonly changed: boolean;
  /** UTC ms. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Hours beside the marks whose flags are about to change, so that they are to be rolled up too. Durable when resolved. */
  also(hours: readonly HourMark[]): Promise<void>;
}

/** What was done since the start. */
export interface QualityCounts {
  /** Readings of judged hours; those that were judged again count again. */
  readonly checked: number;
  /** Flags set, by their word. */
  readonly set: ReadonlyMap<FlagWord, number>;
}

/** Judges hours of readings and keeps their flags. */
export interface QualityCheck {
  /** Judges a day's hours. False when it was cut short by the signal: the same work is to be offered again. Doing it again changes nothing. */
  run(work: DayWork): Promise<boolean>;
  counts(): QualityCounts;
}
