import type { Row, StoredReading } from '../domain/reading.ts';

/** Messages kept for listeners that come back. */
const KEPT = 10_000;
/** One frame a listener, ms. */
const PERIOD = 1000;

interface Past {
  readonly id: number;
  readonly rows: readonly Row[];
}

/** What a listener is told: the newest readings since its last frame, or that it has to load anew. */
export type Frame =
  | { readonly type: 'readings'; readonly id: number; readonly readings: readonly StoredReading[] }
  | { readonly type: 'reset'; readonly id: number };

type Push = (frame: Frame) => void;

interface Listener {
  /** Journal sequence up to which it has been told. */
  told: number;
  readonly push: Push;
}

/** Newest reading of each kit, phenomenon and channel in these rows. */
function newestOf(past: Iterable<Past>): StoredReading[] {
  const newest = new Map<string, StoredReading>();
  for (const { rows } of past) {
    for (const row of rows) {
      const { kit, channel, time, received } = row;
      for (let i = 0; i < row.values.length; i++) {
        const phenomenon = row.phenomena[i] as string;
        const key = `${kit} ${phenomenon} ${channel}`;
        if ((newest.get(key)?.time ?? Number.NEGATIVE_INFINITY) > time) continue;
        newest.set(key, {
          kit,
          phenomenon,
          channel,
          time,
          value: row.values[i] as number,
          flags: row.flags[i] as number,
          received,
        });
      }
    }
  }
  return [...newest.values()];
}

/** The feed behind live pages: the last 10,000 messages, one frame a second to each listener. */
export class Live {
  private readonly ring: Past[] = [];
  private next = 0;
  private last: number;
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | undefined;

  /** `last`: journal sequence at start; ids up to it cannot be resumed from. */
  constructor(last: number) {
    this.last = last;
  }

  /** Adds a message that is on disk. Messages come in order of their sequence. */
  add(id: number, rows: readonly Row[]): void {
    this.last = id;
    if (rows.length === 0) return;
    const past = { id, rows };
    if (this.ring.length < KEPT) this.ring.push(past);
    else {
      this.ring[this.next] = past;
      this.next = (this.next + 1) % KEPT;
    }
  }

  /** Begins telling a listener what comes after `lastId`; gives back what ends it. */
  listen(lastId: number | undefined, push: Push): () => void {
    const listener: Listener = { told: lastId ?? this.last, push };
    if (lastId !== undefined && !this.reachesBackTo(lastId)) {
      listener.told = this.last;
      push({ type: 'reset', id: this.last });
    }
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.tell(), PERIOD).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    };
  }

  close(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  private reachesBackTo(id: number): boolean {
    if (id === this.last) return true;
    const oldest = this.ring[this.ring.length < KEPT ? 0 : this.next];
    return oldest !== undefined && id >= oldest.id - 1 && id < this.last;
  }

  private tell(): void {
    // Listeners that were told up to the same message share one frame.
    const frames = new Map<number, Frame | undefined>();
    for (const listener of this.listeners) {
      if (listener.told >= this.last) continue;
      if (!frames.has(listener.told)) frames.set(listener.told, this.frameAfter(listener.told));
      const frame = frames.get(listener.told);
      listener.told = this.last;
      if (frame !== undefined) listener.push(frame);
    }
  }

  private frameAfter(told: number): Frame | undefined {
    if (!this.reachesBackTo(told)) return { type: 'reset', id: this.last };
    const readings = newestOf(this.since(told));
    return readings.length === 0 ? undefined : { type: 'readings', id: this.last, readings };
  }

  private *since(told: number): Generator<Past> {
    for (let i = 0; i < this.ring.length; i++) {
      const past = this.ring[(this.next + i) % this.ring.length];
      if (past !== undefined && past.id > told) yield past;
    }
  }
}
