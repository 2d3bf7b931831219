import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NotedPeriod } from '../../analysis/quality/annotations.ts';
import { markedStore } from '../../app/marked-store.ts';
import { flagWords } from '../../domain/flags.ts';
import type { Row } from '../../domain/reading.ts';
import type { Registry } from '../../registry/contract.ts';
import { openRegistry } from '../../registry/registry.ts';
import type { FlagChange, ReadingStore } from '../../stores/contract.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import type { RollUps } from '../../upkeep/contract.ts';
import { openQualityCheck } from '../../upkeep/quality/checker.ts';
import type { CheckedKit, QualityCheck } from '../../upkeep/quality/contract.ts';
import { openRollUps } from '../../upkeep/roll-ups.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday 2026-03-02, 00:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2);

/** A store whose hours are judged and rolled up, over a registry, on files of its own. */
export class QualityHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'superilla-quality-'));
  kits: CheckedKit[] = [];
  readonly notes = new Map<string, NotedPeriod[]>();
  /** Changes that were written, in order, and days that were said to be touched before. */
  readonly written: FlagChange[] = [];
  readonly touched: number[] = [];
  /** UTC ms. */
  now = T0 + 30 * DAY;
  /** Called before changes are written. */
  beforeFlag = () => {};
  registry!: Registry;
  store!: ReadingStore;
  rollUps!: RollUps;
  check!: QualityCheck;
  #watermark = 0;

  async open(): Promise<this> {
    this.registry ??= await openRegistry({ path: join(this.folder, 'registry.db') });
    this.store ??= await openDuckDbStore({ path: join(this.folder, 'readings.duckdb') });
    const { store, registry, written } = this;
    const flag = async (changes: readonly FlagChange[]) => {
      this.beforeFlag();
      written.push(...changes);
      await store.flag?.(changes);
    };
    const seen = new Proxy(store, {
      get: (target, key) => {
        const found: unknown = key === 'flag' ? flag : Reflect.get(target, key, target);
        return typeof found === 'function' && key !== 'flag' ? found.bind(target) : found;
      },
    });
    this.check = openQualityCheck({
      store: seen,
      kits: () => this.kits,
      annotations: (kit) => this.notes.get(kit) ?? [],
      touched: async (day) => void this.touched.push(day),
    });
    const log = { info: () => {}, warn: () => {} };
    const now = () => this.now;
    this.rollUps = await openRollUps({
      registry,
      store: seen,
      identity: 'duckdb',
      log,
      check: this.check,
      now,
    });
    return this;
  }

  /** A kit outdoors without a position, unless said otherwise. */
  kit(id: string, more: Partial<CheckedKit> = {}): void {
    this.kits.push({ id, exposure: 'outdoor', simulated: false, ...more });
  }

  async append(rows: readonly Row[]): Promise<void> {
    this.#watermark += 1;
    const late = rows.map((_, n) => n);
    await markedStore(this.store, this.rollUps).append({ rows, late, watermark: this.#watermark });
  }

  /** The same, without a mark: what an earlier version stored. */
  async appendUnmarked(rows: readonly Row[]): Promise<void> {
    this.#watermark += 1;
    await this.store.append({ rows, late: rows.map((_, n) => n), watermark: this.#watermark });
  }

  run(signal = new AbortController().signal): Promise<void> {
    return this.rollUps.job(1000).run(signal);
  }

  /** Words of the flags of a kit's phenomenon, by minutes after T0. */
  async flags(kit: string, phenomenon: string, channel = ''): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    for await (const chunk of this.store.scan({ kits: [kit], phenomena: [phenomenon] }))
      for (const one of chunk)
        if (one.channel === channel) found.set((one.time - T0) / MINUTE, flagWords(one.flags).join(' '));
    return found;
  }

  /** The minutes after T0 of readings that carry any flag, and which. */
  async flagged(kit: string, phenomenon: string, channel = ''): Promise<Record<number, string>> {
    const all = [...(await this.flags(kit, phenomenon, channel))];
    return Object.fromEntries(all.filter(([, words]) => words !== ''));
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.registry.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** A row every `every` minutes from `from` to before `to` (minutes after T0), with the values at each. */
export function rows(
  kit: string,
  [from, to, every]: readonly [from: number, to: number, every: number],
  values: (minute: number) => Readonly<Record<string, number>>,
  more: { readonly channel?: string; readonly delay?: number } = {},
): Row[] {
  const made: Row[] = [];
  for (let minute = from; minute < to; minute += every) {
    const given = values(minute);
    const time = T0 + minute * MINUTE;
    const phenomena = Object.keys(given);
    made.push({
      kit,
      channel: more.channel ?? '',
      time,
      received: time + (more.delay ?? 400),
      phenomena,
      values: Object.values(given),
      flags: phenomena.map(() => 0),
    });
  }
  return made;
}
