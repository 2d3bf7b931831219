import type { Erasure } from './contract.ts';
import type { Segment } from './segments/segment-log.ts';

/** What the journal's thread is started with. */
export interface ThreadOptions {
  readonly directory: string;
  readonly consumers: readonly string[];
  readonly segmentBytes: number;
  readonly floorBytes: number;
  /** How long, and how much, of what no consumer needs is kept. */
  readonly keepMs: number;
  readonly keepBytes: number;
}

/** A group of frames on its way to the disk; its memory is handed over and comes back with `synced`. */
export interface GroupMessage {
  readonly kind: 'write';
  readonly memory: ArrayBuffer;
  readonly length: number;
  readonly first: number;
  readonly last: number;
  /** The erasures among its frames. */
  readonly erased: readonly Erasure[];
}

/** What is asked of the thread and answered with `done`. */
export type Request =
  | { readonly kind: 'release'; readonly consumer: string; readonly seq: number }
  /** Which segments there are. */
  | { readonly kind: 'list' }
  /** Begins a new segment, where the last has frames. */
  | { readonly kind: 'rotate' }
  /** Puts a file in the place of the segment that begins with `first`, if that is still there and not written to. */
  | { readonly kind: 'replace'; readonly first: number; readonly draft: string }
  /** Closed segments hold nothing any more of what was erased up to `seq`. */
  | { readonly kind: 'scrubbed'; readonly seq: number };

/** From the journal to its thread. */
export type ToThread = GroupMessage | (Request & { readonly id: number }) | { readonly kind: 'close' };

/** How much stands on disk. */
export interface Extent {
  readonly segments: number;
  readonly bytes: number;
  readonly archivedSegments: number;
  readonly archivedBytes: number;
}

/** From the thread to the journal. */
export type FromThread =
  | ({
      readonly kind: 'opened';
      /** Last sequence on disk, and the newest that any consumer has released. */
      readonly last: number;
      readonly newest: number;
      readonly files: readonly Readonly<Segment>[];
      readonly cursors: Readonly<Record<string, number>>;
      readonly erased: readonly Erasure[];
      /** Up to this erasure nothing is left on disk of what was erased. */
      readonly scrubbed: number;
    } & Extent)
  | ({ readonly kind: 'synced'; readonly memory: ArrayBuffer; readonly last: number } & Extent)
  | ({
      readonly kind: 'done';
      readonly id: number;
      /** Where it was asked for them. */
      readonly files?: readonly Readonly<Segment>[];
    } & Extent)
  | { readonly kind: 'trouble'; readonly words: string | undefined }
  | { readonly kind: 'log'; readonly words: string };
