import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeFrame } from '../codec/encode.ts';
import { GroupBuffer } from '../codec/group-buffer.ts';
import type { Frame } from '../contract.ts';
import { HEADER_LENGTH } from './header.ts';
import { segmentName } from './names.ts';
import { recoverFrames } from './recover.ts';
import { SegmentLog } from './segment-log.ts';

/** Nothing is kept that nobody needs. */
const NOTHING = { since: Number.POSITIVE_INFINITY, bytes: 0 };
const LARGE = 64 * 1024 * 1024;
let directory: string;
let said: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'superilla-segments-'));
  said = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(segmentBytes = LARGE): SegmentLog {
  return new SegmentLog(directory, segmentBytes, (words) => said.push(words));
}

/** Frames `first` to `last`, each as long as the others. */
function group(first: number, last: number): { bytes: Uint8Array; first: number; last: number } {
  const buffer = new GroupBuffer();
  for (let seq = first; seq <= last; seq++)
    encodeFrame(buffer, { kind: 'erase', received: seq, kit: 'a-kit' }, seq);
  return { bytes: buffer.bytes.subarray(0, buffer.length), first, last };
}

const FRAME = group(1, 1).bytes.length;

async function recovered(log: SegmentLog, after = 0): Promise<number[]> {
  const { segments, last } = log;
  const frames: Frame[] = [];
  const erased = new Map<string, number>();
  const tell = (words: string) => said.push(words);
  for await (const frame of recoverFrames({ segments, after, last, erased, log: tell })) {
    frames.push(frame);
  }
  return frames.map((frame) => frame.seq);
}

function path(first: number): string {
  return join(directory, segmentName(first));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  writeFileSync(file, bytes);
}

describe('the end of the last segment', () => {
  it('is the last whole frame, wherever in the next one the file was torn', async () => {
    const log = open();
    log.write(group(1, 3));
    log.close();
    const whole = join(directory, 'whole');
    copyFileSync(path(1), whole);
    for (let cut = 1; cut < FRAME; cut++) {
      copyFileSync(whole, path(1));
      truncateSync(path(1), HEADER_LENGTH + 3 * FRAME - cut);
      const torn = open();
      expect(torn.last).toBe(2);
      torn.write(group(3, 4));
      expect(await recovered(torn)).toEqual([1, 2, 3, 4]);
      torn.close();
    }
    expect(said.some((words) => words.includes('ends with sequence 2'))).toBe(true);
  });

  it('is the last whole frame, wherever in the last one a bit has flipped, and what is cut off is kept', () => {
    const log = open();
    log.write(group(1, 3));
    log.close();
    const whole = readFileSync(path(1));
    const end = HEADER_LENGTH + 2 * FRAME;
    for (let at = end; at < end + FRAME; at++) {
      writeFileSync(path(1), whole);
      flip(path(1), at);
      const tail = readFileSync(path(1)).subarray(end);
      const damaged = open();
      expect(damaged.last).toBe(2);
      expect(statSync(path(1)).size).toBe(end);
      expect(readFileSync(`${path(1)}.${end}.damaged`)).toEqual(tail);
      damaged.close();
    }
  });

  it('is found without a word behind the zeros of a process that was killed', () => {
    const log = open();
    log.write(group(1, 3));
    expect(statSync(path(1)).size).toBeGreaterThan(HEADER_LENGTH + 3 * FRAME);
    const again = open();
    expect(again.last).toBe(3);
    expect(statSync(path(1)).size).toBe(HEADER_LENGTH + 3 * FRAME);
    expect(said).toEqual([]);
    again.close();
    log.close();
  });

  it('is a frame whose sequence does not follow', () => {
    const log = open();
    log.write(group(1, 2));
    log.close();
    appendFileSync(path(1), group(4, 4).bytes);
    const again = open();
    expect(again.last).toBe(2);
    expect(said[0]).toContain('sequence 4 where 3 was due');
    again.close();
  });

  it('is settled even when the header was lost with everything behind it', async () => {
    const log = open();
    log.write(group(1, 2));
    log.close();
    truncateSync(path(1), 5);
    const again = open();
    expect(again.last).toBe(0);
    again.write(group(1, 2));
    again.close();
    const third = open();
    expect(await recovered(third)).toEqual([1, 2]);
    third.close();
  });

  it('is not looked for in a segment of a later version', () => {
    const log = open();
    log.write(group(1, 2));
    log.close();
    const bytes = readFileSync(path(1));
    bytes.writeUInt8(2, HEADER_LENGTH + FRAME + 8);
    const body = bytes.subarray(HEADER_LENGTH + FRAME + 8);
    bytes.writeUInt32LE(crc32(body), HEADER_LENGTH + FRAME + 4);
    writeFileSync(path(1), bytes);
    expect(() => open()).toThrow('frame of version 2');
    expect(readFileSync(path(1))).toEqual(bytes);
  });
});

describe('segments', () => {
  it('begin anew where a group would outgrow the last one, and are deleted only when all before them is released', async () => {
    const log = open(HEADER_LENGTH + 10 * FRAME);
    for (let first = 1; first <= 46; first += 5) log.write(group(first, first + 4));
    expect(readdirSync(directory).sort()).toEqual([1, 11, 21, 31, 41].map(segmentName));
    log.trim(29, NOTHING);
    expect(log.segments.map(({ first }) => first)).toEqual([21, 31, 41]);
    log.trim(1000, NOTHING);
    expect(readdirSync(directory)).toEqual([segmentName(41)]);
    expect(await recovered(log)).toEqual(range(41, 50));
    log.close();
  });

  it('hold a group that is larger than a segment', async () => {
    const log = open(1000);
    log.write(group(1, 500));
    log.write(group(501, 501));
    expect(log.segments.map(({ first }) => first)).toEqual([1, 501]);
    expect(await recovered(log)).toEqual(range(1, 501));
    log.close();
  });

  it('begin anew where sequences do not follow, so that a gap stands in the names', async () => {
    const log = open();
    log.write(group(1, 3));
    log.write(group(10, 12));
    log.close();
    const again = open();
    expect(await recovered(again)).toEqual([1, 2, 3, 10, 11, 12]);
    expect(said).toEqual(['The journal has no frames 4 to 9.']);
    expect(readdirSync(directory)).toEqual([1, 10].map(segmentName));
    again.close();
  });

  it('are read from where the reader wants to go on', async () => {
    const log = open(HEADER_LENGTH + 10 * FRAME);
    for (let first = 1; first <= 46; first += 5) log.write(group(first, first + 4));
    expect(await recovered(log, 24)).toEqual(range(25, 50));
    expect(await recovered(log, 50)).toEqual([]);
    log.close();
  });

  it('lose only the frames behind a damage in their middle, which is said, and the file outlives its release', async () => {
    const log = open(HEADER_LENGTH + 10 * FRAME);
    for (let first = 1; first <= 46; first += 5) log.write(group(first, first + 4));
    flip(path(11), HEADER_LENGTH + 4 * FRAME + 20);
    const bytes = readFileSync(path(11));
    expect(await recovered(log)).toEqual([...range(1, 14), ...range(21, 50)]);
    expect(said[0]).toContain('the frames 15 to 20 cannot be read');
    expect(await recovered(log)).toHaveLength(44);
    log.trim(50, NOTHING);
    expect(readFileSync(`${path(11)}.damaged`)).toEqual(bytes);
    log.close();
  });

  it('are made in a directory that does not exist', () => {
    const deep = join(directory, 'deep', 'down');
    const log = new SegmentLog(deep, LARGE, (words) => said.push(words));
    expect(log.last).toBe(0);
    log.write(group(1, 1));
    expect(readdirSync(deep)).toEqual([segmentName(1)]);
    log.close();
  });

  it('that a killed process left unfinished go', () => {
    writeFileSync(`${path(1)}.new`, 'half');
    open().close();
    expect(readdirSync(directory)).toEqual([]);
  });
});
