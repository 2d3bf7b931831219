import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, Frame, OpenedJournal } from './contract.ts';
import sample from './fixtures/message.json' with { type: 'json' };
import { openJournal } from './journal.ts';

const DAY = 86_400_000;
let directory: string;
let said: string[];
let journal: OpenedJournal | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'superilla-archive-'));
  said = [];
});
afterEach(async () => {
  await journal?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function open(options: Partial<Parameters<typeof openJournal>[0]> = {}): Promise<OpenedJournal> {
  await journal?.close();
  journal = await openJournal({
    directory,
    consumers: ['store'],
    segmentBytes: 5000,
    floorBytes: 0,
    keepMs: DAY,
    log: (words) => said.push(words),
    ...options,
  });
  return journal;
}

function message(kit: string, payload = 'as sent'): Draft {
  const rows = sample.rows.map((row) => ({ ...row, kit }));
  return { ...sample, kit, rows, payload: Buffer.from(payload) } as Draft;
}

/** Appends in groups of ten, so that segments fill one after the other. */
async function append(to: OpenedJournal, drafts: readonly Draft[]): Promise<void> {
  for (let n = 0; n < drafts.length; n += 10) {
    const group = drafts.slice(n, n + 10);
    await new Promise<void>((resolve) => {
      for (const [k, draft] of group.entries()) to.append(draft, k === group.length - 1 ? resolve : () => {});
    });
  }
}

const messages = (kit: string, count: number): Draft[] => Array.from({ length: count }, () => message(kit));

async function all(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const found: Frame[] = [];
  for await (const frame of frames) found.push(frame);
  return found;
}

const seqs = async (frames: AsyncIterable<Frame>): Promise<number[]> =>
  (await all(frames)).map(({ seq }) => seq);

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

/** Everything in the segments, as text that can be searched. */
function onDisk(): string {
  return segments()
    .map((name) => readFileSync(join(directory, name), 'latin1'))
    .join('');
}

const segments = (): string[] => readdirSync(directory).filter((name) => name.endsWith('.journal'));

async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < 1000 && !condition(); n++) await sleep(5);
  expect(condition()).toBe(true);
}

describe('reading while the journal runs', () => {
  it('gives what is on disk at the call, wherever it begins, and goes on from there', async () => {
    const opened = await open();
    await append(opened, messages('a', 95));
    expect(opened.state().segments).toBeGreaterThan(3);
    for (const after of [0, 1, 9, 10, 47, 94, 95])
      expect(await seqs(opened.read(after))).toEqual(range(after + 1, 95));
    const reading = opened.read(0);
    await append(opened, messages('b', 30));
    expect(await seqs(reading)).toEqual(range(1, 95));
    expect(await seqs(opened.read(95))).toEqual(range(96, 125));
    expect(said).toEqual([]);
  });

  it('gives every frame once to a reader that follows a writer, and stops anywhere', async () => {
    const opened = await open();
    const writing = append(opened, messages('a', 600));
    const found: number[] = [];
    while (found.length < 600) {
      for await (const { seq } of opened.read(found.at(-1) ?? 0)) {
        found.push(seq);
        if (seq % 37 === 0) break;
      }
      await sleep(1);
    }
    await writing;
    expect(found).toEqual(range(1, 600));
  });

  it('passes over segments that are deleted under it, with words', async () => {
    const opened = await open({ keepMs: 0 });
    await append(opened, messages('a', 100));
    const found: number[] = [];
    for await (const { seq } of opened.read(0)) {
      found.push(seq);
      if (seq === 1) await opened.release('store', 100);
    }
    const left = opened.state().segments;
    expect(left).toBe(1);
    expect(found.slice(0, 2)).toEqual([1, 2]);
    expect(found.at(-1)).toBe(100);
    expect(found.length).toBeLessThan(100);
    expect(said.join()).toContain('is gone');
  });
});

describe('the archive', () => {
  it('keeps what was released, for reading and not for recovery, and a restart finds it', async () => {
    const first = await open();
    await append(first, messages('a', 200));
    await first.release('store', 200);
    expect(first.state()).toMatchObject({ segments: 1, archivedSegments: segments().length - 1 });
    expect(await seqs(first.read(0))).toEqual(range(1, 200));
    for (const name of segments())
      utimesSync(join(directory, name), new Date(), new Date(Date.now() - 700_000));
    const second = await open();
    expect(second.state()).toMatchObject({ segments: 1, archivedSegments: segments().length - 1 });
    const after = second.lookBack(200);
    expect(after).toBeGreaterThanOrEqual(180);
    expect(await seqs(second.recover(after))).toEqual(range(after + 1, 200));
    expect(await seqs(second.read(0))).toEqual(range(1, 200));
  });

  it('is looked back into at a start where its newest part is younger than ten minutes', async () => {
    const first = await open();
    await append(first, messages('a', 100));
    await first.release('store', 100);
    const second = await open();
    const [previous = '', last = ''] = segments().slice(-2);
    expect(second.lookBack(100)).toBe(Number(previous.slice(0, 16)) - 1);
    const old = new Date(Date.now() - 700_000);
    utimesSync(join(directory, previous), old, old);
    expect((await open()).lookBack(100)).toBe(Number(last.slice(0, 16)) - 1);
    expect((await open()).lookBack(0)).toBe(0);
  });

  it('ends after its time and at its size, the oldest first', async () => {
    const first = await open();
    await append(first, messages('a', 200));
    await first.release('store', 200);
    const names = segments();
    const old = new Date(Date.now() - 2 * DAY);
    for (const name of names.slice(0, 3)) utimesSync(join(directory, name), old, old);
    const second = await open();
    expect(segments()).toEqual(names.slice(3));
    const bytes = names.slice(-4).map((name) => statSync(join(directory, name)).size);
    await open({ keepBytes: bytes.slice(0, 3).reduce((a, b) => a + b) });
    expect(segments()).toEqual(names.slice(-4));
    expect(second.state().durable).toBe(200);
    await open({ keepMs: 0 });
    expect(segments()).toEqual(names.slice(-1));
  });

  it('never holds what a consumer needs less: that stays whatever its age', async () => {
    const first = await open({ consumers: ['store', 'mirror'] });
    await append(first, messages('a', 100));
    await first.release('store', 100);
    const names = segments();
    const old = new Date(0);
    for (const name of names) utimesSync(join(directory, name), old, old);
    await open({ consumers: ['store', 'mirror'], keepMs: 0 });
    expect(segments()).toEqual(names);
  });
});

describe('an erasure', () => {
  const erase: Draft = { kind: 'erase', received: 5, kit: 'gone' };

  it('bars what stands before it, in recovery and in reading, after restarts too', async () => {
    const first = await open();
    await append(first, [...messages('gone', 40), ...messages('stays', 40), erase, ...messages('gone', 5)]);
    const left = range(41, 86);
    expect(await seqs(first.read(0))).toEqual(left);
    expect(first.erasures(0)).toEqual([{ kit: 'gone', seq: 81 }]);
    expect(first.erasures(81)).toEqual([]);
    await append(first, messages('stays', 60));
    const second = await open();
    const more = range(41, 146);
    expect(await seqs(second.recover(0))).toEqual(more);
    // Without its file, the segments tell.
    await second.close();
    rmSync(join(directory, 'erasures.json'));
    expect(await seqs((await open()).read(0))).toEqual(more);
  });

  it('takes the rows of the kit out of messages of another', async () => {
    const opened = await open();
    const [own, other] = [message('gateway'), message('gone')] as Extract<Draft, { kind: 'message' }>[];
    if (own === undefined || other === undefined) throw new Error('no messages');
    const mixed = { ...own, rows: [...own.rows, ...other.rows] };
    await append(opened, [mixed, erase]);
    const [frame] = await all(opened.read(0));
    expect(frame).toMatchObject({ kit: 'gateway', rows: own.rows, payload: new Uint8Array() });
  });

  it('is carried out on the disk: closed segments and the last one hold nothing of the kit, and every other frame', async () => {
    const opened = await open({ scrubMs: 20 });
    const secret = Array.from({ length: 45 }, () => message('gone', 'secret'));
    await append(opened, [...messages('stays', 20), ...secret, ...messages('stays', 25)]);
    await opened.release('store', 40);
    expect(onDisk()).toContain('secret');
    await append(opened, [erase]);
    await until(() => !onDisk().includes('secret'));
    await append(opened, messages('gone', 3));
    const left = [...range(1, 20), ...range(66, 94)];
    expect(await seqs(opened.read(0))).toEqual(left);
    expect(await seqs((await open()).recover(0))).toEqual(left);
    const kept = JSON.parse(readFileSync(join(directory, 'erasures.json'), 'utf8'));
    expect(kept.scrubbed).toBe(91);
    expect(said).toEqual([]);
    expect(readdirSync(directory).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});

function mountSmall(bytes: number): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const path = mkdtempSync(join(tmpdir(), 'superilla-small-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path]);
  return status === 0 ? path : undefined;
}

function unmount(path: string): void {
  spawnSync('umount', ['--lazy', path]);
  rmSync(path, { recursive: true, force: true });
}

const probe = mountSmall(4096 * 4);
if (probe !== undefined) unmount(probe);

describe.skipIf(probe === undefined)('a disk that gets full (needs root, to mount a small one)', () => {
  it('costs the archive before it costs an acknowledgement', async () => {
    const disk = mountSmall(2 * 1024 * 1024) as string;
    try {
      const troubles: unknown[] = [];
      const opened = await open({
        directory: join(disk, 'journal'),
        segmentBytes: 100_000,
        onTrouble: (words) => troubles.push(words),
      });
      const payload = 'x'.repeat(1000);
      for (let n = 0; n < 40; n++) {
        await append(
          opened,
          Array.from({ length: 100 }, () => message('a', payload)),
        );
        await opened.release('store', opened.state().durable);
      }
      expect(opened.state()).toMatchObject({ durable: 4000, stalled: undefined });
      expect(opened.state().archivedSegments).toBeGreaterThan(5);
      expect(troubles).toEqual([]);
      await opened.close();
      journal = undefined;
    } finally {
      unmount(disk);
    }
  });
});
