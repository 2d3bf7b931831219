import type { Row } from '../domain/reading.ts';
import type { Refusal } from '../domain/refusal.ts';

/** A message and what was made of it: everything recovery, mirrors and `redecode` need. */
export interface MessageFrame {
  readonly kind: 'message';
  /** Position in the journal: 1, 2, 3, … without gaps, assigned by `append`. */
  readonly seq: number;
  /** Arrival, UTC ms. */
  readonly received: number;
  readonly transport: 'mqtt' | 'http' | 'serial' | 'file';
  readonly topic: string;
  /** The kit the message was taken for; empty when unknown. */
  readonly kit: string;
  /** `native/1`; empty when nobody read it. */
  readonly decoder: string;
  /** Came through a door without credentials. */
  readonly open: boolean;
  readonly retained: boolean;
  /** MQTT packet identifier; 0 for none. */
  readonly packetId: number;
  /** Readings taken in. */
  readonly rows: readonly Row[];
  readonly duplicates: number;
  readonly missing: number;
  readonly refusals: readonly Refusal[];
  /** The bytes as sent. */
  readonly payload: Uint8Array;
  /** The few HTTP headers that its dialect needs, lower-case; absent for none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bars and removes everything of a kit that stands earlier in the journal. */
export interface EraseFrame {
  readonly kind: 'erase';
  readonly seq: number;
  readonly received: number;
  readonly kit: string;
}

/** That a kit was erased: its frames before `seq` are barred. */
export interface Erasure {
  readonly kit: string;
  readonly seq: number;
}

export type Frame = MessageFrame | EraseFrame;
export type Draft = Omit<MessageFrame, 'seq'> | Omit<EraseFrame, 'seq'>;

/** How the journal is doing. */
export interface JournalState {
  /** Last sequence given out, and last that is on disk. */
  readonly appended: number;
  readonly durable: number;
  /** What some consumer still needs, and the segment that is written to. */
  readonly segments: number;
  readonly bytes: number;
  /** What no consumer needs and is kept for reading it again. */
  readonly archivedSegments: number;
  readonly archivedBytes: number;
  /** Why nothing is being acknowledged; undefined when all is well. */
  readonly stalled: string | undefined;
}

/**
 * An append-only log of frames on a worker thread, written and fdatasynced in groups.
 * Frames come back in order; a torn or damaged tail ends the log at the last whole frame.
 */
export interface Journal {
  /**
   * Adds a frame and returns its sequence at once. `durable` is called once it is on disk, in order of appending;
   * while the disk refuses, it is not called and the frame is tried again.
   */
  append(draft: Draft, durable: () => void): number;
  /**
   * The frames after `seq` that were on disk when the journal was opened, oldest first. What an erasure bars is left out, in
   * `read` too.
   */
  recover(seq: number): AsyncIterable<Frame>;
  /**
   * The sequence behind which a start has to read so that it sees what a consumer with everything up to `seq` has last seen:
   * the frames of the same segment, or of the one before where that is younger than ten minutes. Never above `seq`.
   */
  lookBack(seq: number): number;
  /**
   * The frames after `seq` that are on disk now, oldest first, from the archive on. Holds 1 MiB or one frame at a time. Segments
   * that are deleted meanwhile are passed over, so that sequences may leap; damaged ones as in `recover`. Going on with the last
   * frame that was read costs no reading again of what stands before it.
   */
  read(seq: number): AsyncIterable<Frame>;
  /** Kits that were erased by frames after `seq` that are on disk. */
  erasures(seq: number): Erasure[];
  /** `consumer` needs nothing up to `seq` any more; segments that no consumer needs go to the archive, or are deleted. */
  release(consumer: string, seq: number): Promise<void>;
  state(): JournalState;
  /** Writes what is pending and closes. */
  close(): Promise<void>;
}

/** The journal as `openJournal` gives it. */
export interface OpenedJournal extends Journal {
  /** Up to where `consumer` had released, 0 for a new one: where a consumer without a mark of its own goes on. */
  cursor(consumer: string): number;
}
