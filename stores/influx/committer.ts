import type { HourMark } from '../../domain/hour-mark.ts';
import { Latest } from '../../domain/latest.ts';
import type { Row } from '../../domain/reading.ts';
import type { AppendResult, Batch, FlagChange, Limit, Refused, Span } from '../contract.ts';
import type { InfluxClient } from './client.ts';
import { InfluxError, waitAfter } from './failure.ts';
import { flagLines, flagSteps } from './flags.ts';
import { READINGS, ROLL_UPS, within } from './influxql.ts';
import { type Judgement, judge, suspects } from './judge.ts';
import { KEPT, keptLine, readKept } from './kept.ts';
import { lookUp } from './look-up.ts';
import { metaLine, readMeta } from './meta.ts';
import { type Known, readNewest } from './newest.ts';
import type { InfluxVersion } from './options.ts';
import type { KitLine } from './roll-up-points.ts';
import { sendEntries } from './salvage.ts';
import type { Transport } from './transport.ts';

/** What the committer works with. */
export interface CommitterParts {
  readonly client: InfluxClient;
  readonly transport: Transport;
  readonly version: InfluxVersion;
  readonly now: () => number;
}

/** The one writer of a bucket: one batch after another, the watermark after each. */
export class Committer {
  readonly #parts: CommitterParts;
  #known: Known = { latest: new Latest(), apart: new Set() };
  #kept = new Map<string, number>();
  #watermark = 0;
  #last = Promise.resolve<unknown>(undefined);
  /** Set from a write whose outcome was not seen until the next that succeeds. */
  #doubt = false;
  /** When the store was opened, if it had not been closed before: what arrived earlier may be written already. */
  #unclean = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #opened = false;
  #closed = false;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  get watermark(): number {
    return this.#watermark;
  }

  get known(): Known {
    return this.#known;
  }

  /** Reads what the server has, and writes there that the store is open. */
  async open(): Promise<void> {
    const { client, now } = this.#parts;
    const { watermark, clean } = await readMeta(client);
    this.#known = await readNewest(client);
    this.#kept = await readKept(client);
    this.#watermark = watermark;
    if (!clean) this.#unclean = now();
    await this.#note(watermark, false);
    this.#opened = true;
  }

  append(batch: Batch): Promise<AppendResult> {
    return this.#inTurn(async () => {
      try {
        return await this.#write(batch);
      } catch (error) {
        if (!(error instanceof InfluxError)) throw error;
        this.#failures += 1;
        const retry = { reason: error.message, afterMs: waitAfter(error, this.#failures) };
        return { accepted: 0, duplicates: [], conflicts: [], retry };
      }
    });
  }

  erase(kit: string, watermark: number): Promise<void> {
    return this.#inTurn(async () => {
      for (const measurement of [READINGS, KEPT, ...Object.values(ROLL_UPS)])
        await this.#remove(measurement, kit);
      this.#known.latest.forget(kit);
      this.#kept.delete(kit);
      await this.#note(watermark, false);
      this.#watermark = watermark;
    });
  }

  /** Writes roll-ups, but those of kits that were erased meanwhile. */
  write(lines: readonly KitLine[]): Promise<void> {
    return this.#inTurn(async () => {
      const { latest } = this.#known;
      const offered = [...new Set(lines.map(({ kit }) => kit))];
      const held = new Set(offered.filter((kit) => latest.phenomenaOf([kit]).size > 0));
      const kept = lines.filter(({ kit }) => held.has(kit)).map(({ line }) => line);
      if (kept.length > 0) await this.#parts.transport.send(kept);
    });
  }

  /** See `ReadingStore.flag`. Not one transaction; whoever is told that it failed does it again. */
  async flag(changes: readonly FlagChange[]): Promise<void> {
    const { client, transport } = this.#parts;
    for (const step of flagSteps(changes))
      await this.#inTurn(async () => {
        const { latest } = this.#known;
        const held = step.filter((one) => latest.has(one.kit, one.channel, one.phenomenon));
        const lines = held.length === 0 ? [] : await flagLines(client, held);
        if (lines.length > 0) await transport.send(lines);
        for (const one of held) latest.reflag(one, one.set, one.clear);
      });
  }

  /** Notes from when on the readings of kits are kept. */
  raiseKept(limits: readonly Limit[]): Promise<void> {
    return this.#inTurn(async () => {
      const { transport, now } = this.#parts;
      await transport.send(limits.map(({ kit, before }) => keptLine(kit, before, now())));
      for (const { kit, before } of limits)
        this.#kept.set(kit, Math.max(before, this.#kept.get(kit) ?? Number.NEGATIVE_INFINITY));
    });
  }

  /** Whether the readings of that hour are kept: of earlier ones the roll-ups are all there is. */
  keeps({ kit, hour }: HourMark): boolean {
    return hour >= (this.#kept.get(kit) ?? Number.NEGATIVE_INFINITY);
  }

  /** Removes the points of a kit in a span. */
  remove(measurement: string, kit: string, span: Span): Promise<void> {
    return this.#inTurn(() => this.#remove(measurement, kit, span));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#inTurn(async () => {
      this.#closed = true;
      // Where that fails the next start compares what it would not have to.
      if (this.#opened && !this.#doubt) await this.#note(this.#watermark, true).catch(() => undefined);
      await this.#parts.transport.close();
    });
  }

  async #write(batch: Batch): Promise<AppendResult> {
    const { client, transport } = this.#parts;
    const judgement = await this.#judge(batch, client);
    const { entries, duplicates, conflicts } = judgement;
    if (entries.length > 0) this.#doubt = true;
    const refused = await sendEntries(entries, (lines) => transport.send(lines));
    if (batch.watermark !== this.#watermark || entries.length > 0) await this.#note(batch.watermark, false);
    this.#doubt = false;
    this.#failures = 0;
    this.#watermark = batch.watermark;
    this.#take(batch.rows, judgement, refused);
    const offered = entries.reduce((n, { points }) => n + points.length, 0);
    const accepted = offered - refused.length;
    return { accepted, duplicates, conflicts, ...(refused.length > 0 ? { refused } : {}) };
  }

  async #judge(batch: Batch, client: InfluxClient): Promise<Judgement> {
    const { latest } = this.#known;
    const doubt = this.#doubt;
    const newest = (kit: string, channel: string) => latest.newestTime(kit, channel);
    const known = suspects(batch, { newest, doubt });
    await lookUp(client, known, batch.rows);
    return judge(batch.rows, known, ({ received }) => doubt || received < this.#unclean);
  }

  /** Removes the points of a kit, in a span or all. */
  async #remove(measurement: string, kit: string, span?: Span): Promise<void> {
    const { client, version } = this.#parts;
    if (version !== '1') return client.remove(`_measurement="${measurement}" AND kit="${kit}"`, span);
    await client.all(`DELETE FROM ${measurement} WHERE ${within([kit], span?.from, span?.to)}`);
  }

  /** Writes the watermark. */
  #note(watermark: number, clean: boolean): Promise<void> {
    const { transport, now } = this.#parts;
    return transport.send([metaLine({ watermark, clean }, now())]);
  }

  /** What was stored may be the newest now. */
  #take(rows: readonly Row[], { entries, ...judgement }: Judgement, refused: readonly Refused[]): void {
    const { latest, apart } = this.#known;
    const without = new Map<number, Set<number>>();
    for (const { row, at } of [...judgement.duplicates, ...judgement.conflicts, ...refused])
      without.set(row, (without.get(row) ?? new Set()).add(at));
    for (const [index, row] of rows.entries()) latest.offer(row, without.get(index));
    for (const entry of entries)
      if (entry.apart) for (const point of entry.points) apart.add(point.phenomenon);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.#closed) throw new Error('the store is closed');
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
