import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../domain/reading.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Draft, Frame } from '../contract.ts';
import sample from '../fixtures/message.json' with { type: 'json' };
import { decodeBody, readHead } from './decode.ts';
import { encodeFrame } from './encode.ts';
import { GroupBuffer } from './group-buffer.ts';
import { LAYOUT } from './layout.ts';

type MessageDraft = Extract<Draft, { kind: 'message' }>;

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', minLength: 40 }),
);
const value = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, Number.EPSILON, 2 ** 53),
);
const time = fc.oneof(fc.maxSafeNat(), fc.constantFrom(-1, 0.5, -8.64e15, 8.64e15));
const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const row: fc.Arbitrary<Row> = fc
  .record({ kit: text, channel: text, time, received: time, triples: fc.array(fc.tuple(text, value, u32)) })
  .map(({ triples, ...rest }) => ({
    ...rest,
    phenomena: triples.map(([name]) => name),
    values: triples.map(([, number]) => number),
    flags: triples.map(([, , mask]) => mask),
  }));

const refusal: fc.Arbitrary<Refusal> = fc.record(
  { code: fc.constantFrom('bad_unit' as const, 'wrong_type' as const), path: text, found: text },
  { noNullPrototype: true },
);

const message: fc.Arbitrary<MessageDraft> = fc
  .record({
    kind: fc.constant('message' as const),
    received: time,
    transport: fc.constantFrom('mqtt' as const, 'http' as const, 'serial' as const, 'file' as const),
    topic: text,
    kit: text,
    decoder: text,
    open: fc.boolean(),
    retained: fc.boolean(),
    packetId: fc.integer({ min: 0, max: 65535 }),
    rows: fc.array(row, { maxLength: 4 }),
    duplicates: u32,
    missing: u32,
    refusals: fc.array(refusal, { maxLength: 3 }),
    payload: fc.uint8Array({ maxLength: 3000 }),
    headers: fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }),
  })
  .map(({ headers, ...draft }) => (Object.keys(headers).length > 0 ? { ...draft, headers } : draft))
  .map((draft) => ({ ...draft, rows: draft.rows.map((r, n) => (n === 0 ? asSent(r, draft) : r)) }));

/** The usual row: kit and arrival are those of the message. */
function asSent(one: Row, { kit, received }: { kit: string; received: number }): Row {
  return { ...one, kit, received };
}

const erase: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constant('erase' as const),
  received: time,
  kit: text,
});

/** The bodies in a group, each behind its length and checksum, which are checked. */
function bodies(group: GroupBuffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < group.length; ) {
    const length = group.bytes.readUInt32LE(at);
    const body = group.bytes.subarray(at + 8, at + 8 + length);
    expect(group.bytes.readUInt32LE(at + 4)).toBe(crc32(body));
    found.push(body);
    at += 8 + length;
  }
  return found;
}

function decode(body: Buffer): Frame | undefined {
  return decodeBody(body, readHead(body));
}

function encoded(draft: Draft): Buffer {
  const group = new GroupBuffer();
  encodeFrame(group, draft, 7);
  return Buffer.from(group.bytes.subarray(8, group.length));
}

const plain = { ...sample, payload: Uint8Array.of(1, 2, 3) } as MessageDraft;

describe('the frame codec', () => {
  it('gives back every frame as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(message, erase), { minLength: 1, maxLength: 5 }), (drafts) => {
        const group = new GroupBuffer(new ArrayBuffer(16));
        for (const [n, draft] of drafts.entries()) encodeFrame(group, draft, n + 1);
        expect(bodies(group).map(decode)).toStrictEqual(drafts.map((draft, n) => ({ ...draft, seq: n + 1 })));
      }),
      { numRuns: 300 },
    );
  });

  it('replaces a lone surrogate, which UTF-8 cannot hold', () => {
    expect(decode(encoded({ kind: 'erase', received: 1, kit: 'a\ud800b' }))).toMatchObject({
      kit: 'a\ufffdb',
    });
  });

  it('gives a payload that does not share memory with what was read', () => {
    const body = encoded(plain);
    const frame = decode(body);
    body.fill(0);
    expect(frame).toMatchObject({ payload: Uint8Array.of(1, 2, 3) });
  });

  it('ignores fields that a later version wrote behind the known ones', () => {
    const body = encoded(plain);
    expect(decode(Buffer.concat([body, Buffer.from('later')]))).toStrictEqual(decode(body));
  });

  it('skips a kind that it does not know', () => {
    const body = encoded(plain);
    body[1] = 77;
    expect(decode(body)).toBeUndefined();
    expect(readHead(body).seq).toBe(7);
  });

  it('stops at a later version and says which version is needed', () => {
    const body = encoded(plain);
    body[0] = 2;
    expect(() => readHead(body)).toThrow('version 2');
  });

  it('throws on a body that ends anywhere before its last field', () => {
    const body = encoded(plain);
    for (let length = LAYOUT.bodyHead; length < body.length; length++) {
      expect(() => decode(body.subarray(0, length))).toThrow(RangeError);
    }
  });

  it('refuses a frame above the longest body and leaves the group as it was', () => {
    const group = new GroupBuffer();
    encodeFrame(group, plain, 1);
    const before = group.length;
    expect(() => encodeFrame(group, { ...plain, payload: Buffer.alloc(LAYOUT.bodyMost) }, 2)).toThrow(
      RangeError,
    );
    expect(group.length).toBe(before);
    encodeFrame(group, plain, 2);
    expect(bodies(group).map((body) => readHead(body).seq)).toEqual([1, 2]);
  });
});
