import type { Segment } from './segments/segment-log.ts';

/** What the journal's thread is started with. */
export interface ThreadOptions {
  readonly directory: string;
  readonly consumers: readonly string[];
  readonly segmentBytes: number;
  readonly floorBytes: number;
}

/** A group of frames on its way to the disk; its memory is handed over and comes back with `synced`. */
export interface GroupMessage {
  readonly kind: 'write';
  readonly memory: ArrayBuffer;
  readonly length: number;
  readonly first: number;
  readonly last: number;
}

/** From the journal to its thread. */
export type ToThread =
  | GroupMessage
  | { readonly kind: 'release'; readonly id: number; readonly consumer: string; readonly seq: number }
  | { readonly kind: 'close' };

/** How much stands on disk. */
interface Extent {
  readonly segments: number;
  readonly bytes: number;
}

/** From the thread to the journal. */
export type FromThread =
  | {
      readonly kind: 'opened';
      /** Last sequence on disk, and the newest that any consumer has released. */
      readonly last: number;
      readonly newest: number;
      readonly segments: readonly Readonly<Segment>[];
      readonly cursors: Readonly<Record<string, number>>;
    }
  | ({ readonly kind: 'synced'; readonly memory: ArrayBuffer; readonly last: number } & Extent)
  | ({ readonly kind: 'released'; readonly id: number } & Extent)
  | { readonly kind: 'trouble'; readonly words: string | undefined }
  | { readonly kind: 'log'; readonly words: string };
