import type { StoredReading } from '../../domain/reading.ts';
import type { FlagChange, ReadingQuery, Span } from '../../stores/contract.ts';
import { Columns } from './columns.ts';
import type { CheckedKit, QualityPorts } from './contract.ts';
import type { Group, KitSpan } from './groups.ts';
import type { HourMeans } from './hour-means.ts';
import { judgeKit, type KitOrder } from './kit-judge.ts';
import { LOOK, SLOW, SLOW_LOOK } from './parameters.ts';
import type { SpikeWindows } from './spike-windows.ts';
import { visitAll } from './visit.ts';

const HOUR = 3_600_000;
/** Readings of one kit that are held at once. A kit that sends more is judged in pieces, each without what lies before it. */
const MOST = 4_000_000;

/** What judging groups works with. */
export interface GroupParts {
  readonly ports: Pick<QualityPorts, 'store' | 'annotations'>;
  readonly windows: SpikeWindows;
  readonly means: HourMeans;
  readonly signal: AbortSignal;
  kitOf(id: string): CheckedKit | undefined;
  isDue(kit: string, hour: number): boolean;
  change(change: FlagChange): void;
  /** Called now and then: writes what has been found. */
  relieve(): Promise<void>;
  checked(n: number): void;
}

/** Reads the series of a group's kits once, or only the slow ones, and judges them kit by kit. */
class GroupJudge {
  readonly #parts: GroupParts;
  readonly #slow: boolean;
  readonly #look: number;
  readonly #spans: ReadonlyMap<string, KitSpan>;
  readonly #columns = new Columns();
  /** Kits that have slow phenomena. */
  readonly slowKits = new Set<string>();
  #kit = '';

  constructor(parts: GroupParts, group: Group, slow: boolean) {
    this.#parts = parts;
    this.#slow = slow;
    this.#look = slow ? SLOW_LOOK : LOOK;
    this.#spans = new Map(group.kits.map((span) => [span.kit, span] as const));
  }

  /** False when cut short. */
  async run({ first, last }: Group, kits: readonly string[]): Promise<boolean> {
    const { ports, signal, relieve } = this.#parts;
    const span = { from: first - 2 * this.#look, to: last + HOUR + 2 * this.#look };
    const query: ReadingQuery = { kits, ...span, ...(this.#slow ? { phenomena: SLOW } : {}) };
    for await (const _ of visitAll(ports.store, query, (reading) => this.#take(reading))) {
      if (signal.aborted) return false;
      await relieve();
    }
    this.#finish();
    await relieve();
    return true;
  }

  #take(reading: Readonly<StoredReading>): void {
    if (reading.kit !== this.#kit || this.#columns.size >= MOST) {
      this.#finish();
      this.#kit = reading.kit;
    }
    this.#columns.add(reading);
  }

  #finish(): void {
    const kit = this.#kit;
    const span = this.#spans.get(kit);
    if (span !== undefined && this.#columns.size > 0) {
      judgeKit(this.#order(kit, span), this.#columns);
      if (this.#columns.list().some(({ phenomenon }) => SLOW.includes(phenomenon))) this.slowKits.add(kit);
    }
    this.#columns.clear();
  }

  #order(kit: string, { first, last }: KitSpan): KitOrder {
    const { ports, windows, means, kitOf, isDue, change, checked } = this.#parts;
    const span: Span = { from: first - this.#look, to: last + HOUR + this.#look };
    return {
      kit,
      model: kitOf(kit)?.model,
      span,
      annotations: ports.annotations(kit).filter(({ from, to }) => from < span.to && to > span.from),
      slow: this.#slow,
      spikesAt: (phenomenon, channel) => windows.of(kit, phenomenon, channel),
      isDue: (hour) => isDue(kit, hour),
      means,
      change,
      checked,
    };
  }
}

/** Judges the kits of a group. False when cut short. */
export async function judgeGroup(parts: GroupParts, group: Group): Promise<boolean> {
  const usual = new GroupJudge(parts, group, false);
  const kits = group.kits.map(({ kit }) => kit);
  if (!(await usual.run(group, kits))) return false;
  const slow = [...usual.slowKits];
  return slow.length === 0 || new GroupJudge(parts, group, true).run(group, slow);
}
