import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Row } from '../domain/reading.ts';
import type { AppendResult, Batch, ReadingStore } from '../stores/contract.ts';
import { Committer } from './committer.ts';
import { blankMessage, type Message } from './message.ts';

/** A store that answers as told, and keeps what it was offered. */
class Scripted {
  readonly offered: Batch[] = [];
  readonly erased: [string, number][] = [];
  answers: ('take' | 'refuse' | 'wait' | 'throw')[] = [];
  /** Erasures that fail before one succeeds. */
  failingErasures = 0;

  async append(batch: Batch): Promise<AppendResult> {
    const answer = this.answers.shift() ?? 'take';
    if (answer === 'throw') throw new Error('connection lost');
    const afterMs = answer === 'refuse' ? 1 : 60_000;
    if (answer !== 'take')
      return { accepted: 0, duplicates: [], conflicts: [], retry: { reason: 'busy', afterMs } };
    this.offered.push(batch);
    return {
      accepted: batch.rows.reduce((sum, row) => sum + row.values.length, 0),
      duplicates: [],
      conflicts: [],
    };
  }

  async erase(kit: string, watermark: number): Promise<void> {
    if (this.failingErasures-- > 0) throw new Error('disk full');
    this.erased.push([kit, watermark]);
  }

  async checkpoint(): Promise<number> {
    return this.offered.at(-1)?.watermark ?? 0;
  }
}

function message(seq: number, readings = 2): Message {
  const made = blankMessage(seq, 'kits/a/readings', { kit: 'a', decoder: 'native/1' });
  const values = Array.from({ length: readings }, (_, i) => i);
  const row: Row = {
    kit: 'a',
    channel: '',
    time: seq,
    received: seq,
    phenomena: values.map((i) => `x_${i}`),
    values,
    flags: values.map(() => 0),
  };
  made.seq = seq;
  made.rows = [row];
  made.accepted = readings;
  return made;
}

function committer(store: Scripted) {
  const committed: number[] = [];
  const troubles: (string | undefined)[] = [];
  const safe: number[] = [];
  const made = new Committer({
    store: store as unknown as ReadingStore,
    prepare: async () => {},
    quarantine: async () => {},
    committed: ({ messages }) => committed.push(...messages.map((m) => m.seq)),
    safe: async (seq) => void safe.push(seq),
    trouble: (words) => troubles.push(words),
  });
  return { made, committed, troubles, safe };
}

describe('the committer', () => {
  it('commits in order, in one batch what came together, with the last sequence as watermark', async () => {
    const store = new Scripted();
    const { made, committed } = committer(store);
    for (let seq = 1; seq <= 100; seq++)
      made.add({ kind: 'message', message: message(seq), aside: undefined });
    await made.settled();
    expect(committed).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(store.offered).toHaveLength(1);
    expect(store.offered[0]?.watermark).toBe(100);
    await made.close();
  });

  it('offers the same batch again until the store takes it, says so meanwhile, and loses nothing', async () => {
    const store = new Scripted();
    store.answers = ['refuse', 'throw', 'refuse'];
    const { made, committed, troubles } = committer(store);
    made.add({ kind: 'message', message: message(1), aside: undefined });
    await made.settled();
    expect(committed).toEqual([1]);
    expect(troubles).toEqual(['busy', 'Error: connection lost', 'busy', undefined]);
    await made.close();
  });

  it('does not wait when it is closed while the store asks to be left alone for long', async () => {
    const store = new Scripted();
    store.answers = ['wait', 'wait'];
    const { made, committed } = committer(store);
    made.add({ kind: 'message', message: message(1), aside: undefined });
    const settled = made.settled();
    await setImmediate();
    const begin = performance.now();
    await made.close();
    await settled;
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(committed).toEqual([]);
  });

  it('translates late rows of messages into indices of the batch', async () => {
    const store = new Scripted();
    const { made } = committer(store);
    const late = message(2);
    late.late = [0];
    made.add({ kind: 'message', message: message(1), aside: undefined });
    made.add({ kind: 'message', message: late, aside: undefined });
    await made.settled();
    expect(store.offered[0]?.late).toEqual([1]);
    await made.close();
  });

  it('carries an erasure out after everything before it and before everything behind it', async () => {
    const store = new Scripted();
    const { made } = committer(store);
    let erased = false;
    made.add({ kind: 'message', message: message(1), aside: undefined });
    made.add({ kind: 'erase', kit: 'a', seq: 2, done: () => (erased = true) });
    made.add({ kind: 'message', message: message(3), aside: undefined });
    await made.settled();
    expect(store.offered.map((b) => b.watermark)).toEqual([1, 3]);
    expect(store.erased).toEqual([['a', 2]]);
    expect(erased).toBe(true);
    await made.close();
  });

  it('tries an erasure again, and takes back what it said of it once that succeeded', async () => {
    const store = new Scripted();
    store.failingErasures = 1;
    const { made, troubles } = committer(store);
    made.add({ kind: 'erase', kit: 'a', seq: 1, done: () => {} });
    await made.settled();
    expect(store.erased).toEqual([['a', 1]]);
    expect(troubles).toEqual(['cannot erase kit a: Error: disk full', undefined]);
    await made.close();
  });

  it('commits nothing behind an erasure that it gave up because it closes', async () => {
    const store = new Scripted();
    store.failingErasures = Number.POSITIVE_INFINITY;
    const { made } = committer(store);
    made.add({ kind: 'erase', kit: 'a', seq: 1, done: () => {} });
    made.add({ kind: 'message', message: message(2), aside: undefined });
    await made.close();
    expect(store.offered).toEqual([]);
  });

  it('lets the journal go only as far as the store is safe, at the latest when it closes', async () => {
    const store = new Scripted();
    const { made, safe } = committer(store);
    made.add({ kind: 'message', message: message(7), aside: undefined });
    await made.close();
    expect(safe.at(-1)).toBe(7);
  });
});
