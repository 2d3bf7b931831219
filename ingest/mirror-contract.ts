import type { OpenedJournal } from '../journal/contract.ts';
import type { ReadingStore } from '../stores/contract.ts';

/** What a mirror is made of. */
export interface MirrorOptions {
  readonly journal: OpenedJournal;
  /** Opens the mirror's store; rejects while it is away. */
  open(): Promise<ReadingStore>;
  /** File of its mark. */
  readonly mark: string;
  /** Whether readings were stored before there was a mirror. */
  readonly history: boolean;
  /** How much of the journal is kept for it, bytes. */
  readonly capBytes: number;
  readonly warn: (words: string) => void;
}

/** How a mirror is doing. */
export interface MirrorState {
  /** Frames of the journal that it does not have yet. */
  readonly lagFrames: number;
  /** How long the oldest of them has been waiting, s. */
  readonly lagSeconds: number;
  /** Why it lacks readings that only `superilla move` can bring. */
  readonly behind: string | undefined;
  /** Why nothing is written to it now. */
  readonly trouble: string | undefined;
  /** Readings that its server will never take, since start. */
  readonly refused: number;
}
