import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StoredReading } from '../../domain/reading.ts';
import { csvWriter } from './csv.ts';
import { ndjsonWriter } from './json.ts';
import { ExportStream, piecesOf, startExport } from './stream.ts';
import type { ExportWriter } from './writer.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

function chunk(n: number): StoredReading[] {
  return Array.from({ length: 1000 }, (_, i) => ({
    kit: 'aire',
    phenomenon: 'pm2_5',
    channel: '',
    time: NOON + n * 1000 + i,
    value: i / 7,
    flags: 0,
    received: NOON,
  }));
}

/** Nothing is known of any kit. */
const UNKNOWN = { kit: () => undefined, checked: () => false };

/** A scan that counts what is taken of it and whether it was ended. */
function counted(length: number, failAt = Number.POSITIVE_INFINITY) {
  const state = { taken: 0, ended: false };
  async function* scan() {
    try {
      for (let n = 0; n < length; n++) {
        if (n === failAt) throw new Error('the disk is gone');
        state.taken += 1;
        yield chunk(n);
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, scan: scan() };
}

async function streamOf(scan: AsyncGenerator<StoredReading[]>, writer: ExportWriter, stallMs: number) {
  const started = await startExport(
    piecesOf({ ...UNKNOWN, store: { scan: () => scan } }, { kits: [] }, writer),
  );
  return new ExportStream(started, writer, stallMs);
}

test('everything the scan gives is written, then the scan has ended', async () => {
  const { state, scan } = counted(5);
  const lines = (await text(await streamOf(scan, ndjsonWriter(), 1000))).trimEnd().split('\n');
  expect(lines).toHaveLength(5000);
  expect(state.ended).toBe(true);
});

test('an empty scan writes head and tail', async () => {
  const { scan } = counted(0);
  const writer = csvWriter({ licenceOf: () => undefined, preamble: {} });
  expect(await text(await streamOf(scan, writer, 1000))).toBe(writer.head);
});

test('a reader that takes nothing stops the scan after a few chunks', async () => {
  const { state, scan } = counted(1000);
  const stream = await streamOf(scan, ndjsonWriter(), 10_000);
  await new Promise((resolve) => stream.once('readable', resolve));
  await wait(50);
  expect(state.taken).toBeLessThan(10);
  stream.destroy();
});

test('a stream that is destroyed ends the scan, read or not', async () => {
  for (const read of [true, false]) {
    const { state, scan } = counted(1000);
    const stream = await streamOf(scan, ndjsonWriter(), 10_000);
    if (read) await new Promise((resolve) => stream.once('readable', resolve));
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(state.ended).toBe(true);
  }
});

test('a fault in the middle is an error of the stream, never its end', async () => {
  const { state, scan } = counted(10, 3);
  const stream = await streamOf(scan, ndjsonWriter(), 10_000);
  await expect(text(stream)).rejects.toThrow('the disk is gone');
  expect(state.ended).toBe(true);
});

test('a reader that stands still is let go', async () => {
  const { state, scan } = counted(1000);
  const stream = await streamOf(scan, ndjsonWriter(), 30);
  const failed = new Promise((resolve) => stream.once('error', resolve));
  expect(String(await failed)).toContain('takes nothing');
  expect(state.ended).toBe(true);
});

test('a fault of the first chunk comes before there is a stream', async () => {
  const { scan } = counted(10, 0);
  await expect(
    startExport(piecesOf({ ...UNKNOWN, store: { scan: () => scan } }, { kits: [] }, ndjsonWriter())),
  ).rejects.toThrow('the disk is gone');
});
