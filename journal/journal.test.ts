import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, Frame, Journal, OpenedJournal } from './contract.ts';
import expectedFrames from './fixtures/format-1/frames.json' with { type: 'json' };
import sample from './fixtures/message.json' with { type: 'json' };
import { type JournalOptions, openJournal } from './journal.ts';
import { recoverFrames } from './segments/recover.ts';
import { SegmentLog } from './segments/segment-log.ts';

const FORMAT_1 = new URL('fixtures/format-1/', import.meta.url);
const SEGMENT_1 = '0000000000000001.journal';
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'superilla-journal-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(options: Partial<JournalOptions> = {}): Promise<OpenedJournal> {
  return openJournal({ directory, consumers: ['store'], floorBytes: 0, ...options });
}

function message(payload: string | Uint8Array = 'as sent'): Draft {
  return { ...sample, payload: Buffer.from(payload) } as Draft;
}

/** Appends `count` messages at once; resolves when all are on disk. */
function appendAll(journal: Journal, count: number, draft = message()): Promise<void> {
  return new Promise((resolve) => {
    for (let n = 1; n <= count; n++) journal.append(draft, n === count ? resolve : () => {});
  });
}

async function all(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const list: Frame[] = [];
  for await (const frame of frames) list.push(frame);
  return list;
}

async function seqs(frames: AsyncIterable<Frame>): Promise<number[]> {
  return (await all(frames)).map(({ seq }) => seq);
}

/** The frame as JSON has it: bytes in hexadecimal digits. */
function asJson(frame: Frame): unknown {
  return frame.kind === 'message' ? { ...frame, payload: Buffer.from(frame.payload).toString('hex') } : frame;
}

describe('appending', () => {
  it('gives successive sequences and calls back in that order once a frame is on disk', async () => {
    const journal = await open();
    const called: number[] = [];
    let early = 0;
    await new Promise<void>((resolve) => {
      for (let n = 1; n <= 2000; n++) {
        const seq = journal.append(message(), () => {
          called.push(seq);
          if (journal.state().durable < seq) early++;
          if (seq === 2000) resolve();
        });
        expect(seq).toBe(n);
      }
      expect(called).toEqual([]);
    });
    expect(called).toEqual(Array.from({ length: 2000 }, (_, n) => n + 1));
    expect(early).toBe(0);
    await journal.close();
  });

  it('syncs what arrives together as one group', async () => {
    const journal = await open();
    const groups = new Set<number>();
    await new Promise<void>((resolve) => {
      for (let n = 1; n <= 10_000; n++) {
        journal.append(message(), () => {
          groups.add(journal.state().durable);
          if (n === 10_000) resolve();
        });
      }
    });
    expect(groups.size).toBeLessThanOrEqual(2);
    await journal.close();
  });

  it('takes frames from within a callback', async () => {
    const journal = await open();
    const second = await new Promise<number>((resolve) => {
      journal.append(message(), () => {
        const seq = journal.append(message(), () => resolve(seq));
      });
    });
    expect(second).toBe(2);
    await journal.close();
  });

  it('says that it stalls while more waits than it may hold, and goes on by itself', async () => {
    const troubles: (string | undefined)[] = [];
    const journal = await open({ pendingBytes: 10_000, onTrouble: (words) => troubles.push(words) });
    const done = appendAll(journal, 200);
    expect(journal.state().stalled).toContain('too slow');
    await done;
    await journal.close();
    expect(journal.state()).toMatchObject({ stalled: undefined, durable: 200 });
    expect(troubles).toEqual([expect.stringContaining('too slow'), undefined]);
  });

  it('throws after close, which writes what was pending', async () => {
    const journal = await open();
    let called = 0;
    for (let n = 0; n < 100; n++) journal.append(message(), () => called++);
    await journal.close();
    expect(called).toBe(100);
    expect(() => journal.append(message(), () => {})).toThrow('closed');
    await journal.close();
  });
});

describe('recovery', () => {
  it('gives what was on disk when the journal was opened, after a restart too', async () => {
    const first = await open();
    await appendAll(first, 3, message('one'));
    expect(await seqs(first.recover(0))).toEqual([]);
    await first.close();
    const second = await open();
    expect(second.state()).toMatchObject({ appended: 3, durable: 3 });
    await appendAll(second, 2, { kind: 'erase', received: 5, kit: 'another' });
    expect(await seqs(second.recover(1))).toEqual([2, 3]);
    await second.close();
    const third = await open();
    const frames = await all(third.recover(2));
    expect(frames).toEqual([
      { ...sample, seq: 3, payload: new Uint8Array(Buffer.from('one')) },
      { kind: 'erase', seq: 4, received: 5, kit: 'another' },
      { kind: 'erase', seq: 5, received: 5, kit: 'another' },
    ]);
    await third.close();
  });

  it('goes on above the mark of a consumer that knows more than the journal', async () => {
    const first = await open();
    await appendAll(first, 3);
    await first.close();
    const second = await open({ above: 9 });
    expect(second.append(message(), () => {})).toBe(10);
    await second.close();
    const third = await open();
    expect(await seqs(third.recover(0))).toEqual([1, 2, 3, 10]);
    await third.close();
  });

  it('holds a small part of a large journal in memory', async () => {
    const MEBIBYTE = 1024 * 1024;
    const first = await open({ segmentBytes: 16 * MEBIBYTE });
    for (let n = 0; n < 8; n++) await appendAll(first, 8, message(new Uint8Array(2 * MEBIBYTE)));
    await first.close();
    const second = await open();
    expect(second.state()).toMatchObject({ segments: 8 });
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    let frames = 0;
    for await (const frame of second.recover(0)) {
      frames += frame.kind === 'message' ? 1 : 0;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }
    expect(frames).toBe(64);
    expect(peak).toBeLessThan(72 * MEBIBYTE);
    await second.close();
  });
});

describe('releasing', () => {
  it('deletes segments that no consumer needs, and sequences go on', async () => {
    const options = { consumers: ['store', 'mirror'], segmentBytes: 5000 };
    const first = await open(options);
    for (let n = 0; n < 10; n++) await appendAll(first, 20);
    const { segments } = first.state();
    expect(segments).toBe(10);
    await first.release('store', 200);
    expect(first.state().segments).toBe(segments);
    await first.release('mirror', 120);
    expect(first.state().segments).toBe(4);
    await first.close();
    const second = await open(options);
    expect([second.cursor('store'), second.cursor('mirror')]).toEqual([200, 120]);
    expect(await seqs(second.recover(120))).toEqual(Array.from({ length: 80 }, (_, n) => 121 + n));
    await second.release('mirror', 200);
    expect(second.state().segments).toBe(1);
    await second.close();
    const third = await open(options);
    expect(third.append(message(), () => {})).toBe(201);
    await third.close();
  });

  it('is not held up by a consumer that is gone, and is by a new one', async () => {
    const first = await open({ consumers: ['store', 'mirror'], segmentBytes: 5000 });
    for (let n = 0; n < 10; n++) await appendAll(first, 20);
    await first.release('store', 200);
    await first.close();
    const second = await open({ consumers: ['store', 'new'] });
    expect(second.cursor('new')).toBe(0);
    expect(second.state().segments).toBeGreaterThan(1);
    await second.close();
    const third = await open({ consumers: ['store'] });
    expect(third.state().segments).toBe(1);
    await third.close();
  });

  it('never gives a sequence twice, even when all segments are gone', async () => {
    const first = await open();
    await appendAll(first, 5);
    await first.release('store', 5);
    await first.close();
    rmSync(join(directory, SEGMENT_1));
    const second = await open();
    expect(second.append(message(), () => {})).toBe(6);
    await second.close();
  });

  it('starts over, with words, when the cursors cannot be read', async () => {
    const first = await open();
    await first.release('store', 5);
    await first.close();
    writeFileSync(join(directory, 'cursors.json'), '{"version":1,"consu');
    const said: string[] = [];
    const second = await open({ log: (words) => said.push(words) });
    expect(second.cursor('store')).toBe(0);
    expect(said).toEqual([expect.stringContaining('cursors.json cannot be read')]);
    await second.close();
  });

  it('is refused to somebody who was not named', async () => {
    const journal = await open();
    await expect(journal.release('somebody', 1)).rejects.toThrow('somebody');
    await journal.close();
  });
});

describe('a disk below its floor', () => {
  it('acknowledges nothing, says so, and lets the journal close', async () => {
    const troubles: (string | undefined)[] = [];
    const said: string[] = [];
    let called = 0;
    let told = (): void => {};
    const trouble = new Promise<void>((resolve) => {
      told = resolve;
    });
    const onTrouble = (words: string | undefined): void => {
      troubles.push(words);
      told();
    };
    const journal = await open({ floorBytes: 2 ** 52, onTrouble, log: (words) => said.push(words) });
    journal.append(message(), () => called++);
    await trouble;
    expect(journal.state()).toMatchObject({ durable: 0, stalled: expect.stringContaining('Less than') });
    await journal.close();
    expect(called).toBe(0);
    expect(said).toEqual([expect.stringContaining('1 frames unwritten')]);
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('opening', () => {
  it('rejects a path that is no directory', async () => {
    writeFileSync(join(directory, 'file'), '');
    await expect(open({ directory: join(directory, 'file') })).rejects.toThrow('EEXIST');
  });

  it('rejects a journal without consumers', async () => {
    await expect(open({ consumers: [] })).rejects.toThrow('consumers');
  });
});

describe('the first format', () => {
  it('is still read', async () => {
    cpSync(FORMAT_1, directory, { recursive: true });
    const log = new SegmentLog(directory, 1_000_000, () => {});
    const { segments, last } = log;
    const reading = { segments, last, after: 0, erased: new Map<string, number>(), log: () => {} };
    expect((await all(recoverFrames(reading))).map(asJson)).toEqual(expectedFrames);
    log.close();
    const journal = await open();
    expect((await all(journal.recover(0))).map(({ kind }) => kind)).toEqual(['erase']);
    await journal.close();
  });

  it('is still what is written', async () => {
    const journal = await open();
    for (const { seq: _, ...frame } of expectedFrames) {
      const draft =
        'payload' in frame ? { ...frame, payload: Buffer.from(frame.payload ?? '', 'hex') } : frame;
      journal.append(draft as Draft, () => {});
    }
    await journal.close();
    expect(readFileSync(join(directory, SEGMENT_1)).toString('hex')).toBe(
      readFileSync(new URL(SEGMENT_1, FORMAT_1)).toString('hex'),
    );
  });
});
