import { crc32 } from 'node:zlib';
import type { Row } from '../../domain/reading.ts';
import type { Draft } from '../contract.ts';
import { GroupBuffer } from './group-buffer.ts';
import { LAYOUT } from './layout.ts';

type MessageDraft = Extract<Draft, { kind: 'message' }>;
type EraseDraft = Extract<Draft, { kind: 'erase' }>;

const { stringMost } = GroupBuffer;
/** Fixed fields, counts and lengths of a message, generously. */
const FIXED_MOST = 96;
const ROW_FIXED_MOST = 32;
/** Flags and value of one phenomenon. */
const VALUE_MOST = 13;

/**
 * Writes one frame (`docs/JOURNAL.md`) behind what stands in `group`.
 * Throws RangeError, and leaves `group` as it was, when the body would be longer than the format allows.
 */
export function encodeFrame(group: GroupBuffer, draft: Draft, seq: number): void {
  const start = group.length;
  const message = draft.kind === 'message' ? textsOf(draft) : NO_TEXTS;
  group.reserve(
    draft.kind === 'message' ? messageMost(draft, message) : FIXED_MOST + stringMost(draft.kit.length),
  );
  group.length += LAYOUT.framePrefix;
  const body = group.length;
  group.putU8(LAYOUT.frameVersion);
  group.putU8(LAYOUT.kinds[draft.kind]);
  group.putF64(seq);
  if (draft.kind === 'message') putMessage(group, draft, message);
  else putErase(group, draft);
  const length = group.length - body;
  if (length > LAYOUT.bodyMost) {
    group.length = start;
    throw new RangeError(`A journal frame may have ${LAYOUT.bodyMost} bytes, this one has ${length}.`);
  }
  group.setU32(start, length);
  group.setU32(start + 4, crc32(group.bytes.subarray(body, group.length)));
}

/** Writes the frame that stands where one of an erased kit was. */
export function encodeRemoved(group: GroupBuffer, seq: number): void {
  group.reserve(LAYOUT.framePrefix + LAYOUT.bodyHead);
  const start = group.length;
  const body = start + LAYOUT.framePrefix;
  group.length = body;
  group.putU8(LAYOUT.frameVersion);
  group.putU8(LAYOUT.kinds.removed);
  group.putF64(seq);
  group.setU32(start, LAYOUT.bodyHead);
  group.setU32(start + 4, crc32(group.bytes.subarray(body, group.length)));
}

/** The parts of a message that are written as JSON; empty for none. */
interface Texts {
  readonly refusals: string;
  readonly headers: string;
}

const NO_TEXTS: Texts = { refusals: '', headers: '' };

function textsOf({ refusals, headers }: MessageDraft): Texts {
  if (refusals.length === 0 && headers === undefined) return NO_TEXTS;
  return {
    refusals: refusals.length > 0 ? JSON.stringify(refusals) : '',
    headers: headers === undefined ? '' : JSON.stringify(headers),
  };
}

function messageMost(draft: MessageDraft, { refusals, headers }: Texts): number {
  let most = FIXED_MOST + draft.payload.length + stringMost(headers.length);
  most += stringMost(draft.topic.length + draft.kit.length + draft.decoder.length + refusals.length);
  for (const row of draft.rows) {
    most += ROW_FIXED_MOST + stringMost(row.kit.length + row.channel.length);
    for (const name of row.phenomena) most += VALUE_MOST + stringMost(name.length);
  }
  return most;
}

function putMessage(group: GroupBuffer, draft: MessageDraft, { refusals, headers }: Texts): void {
  const { bits, transports } = LAYOUT;
  group.putF64(draft.received);
  group.putU8(transports.indexOf(draft.transport));
  const marks = (draft.open ? bits.open : 0) | (draft.retained ? bits.retained : 0);
  group.putU8(headers === '' ? marks : marks | bits.headers);
  group.putU16(draft.packetId);
  group.putVarint(draft.duplicates);
  group.putVarint(draft.missing);
  group.putString(draft.topic);
  group.putString(draft.kit);
  group.putString(draft.decoder);
  group.putVarint(draft.rows.length);
  for (const row of draft.rows) putRow(group, draft, row);
  group.putString(refusals);
  group.putBytes(draft.payload);
  if (headers !== '') group.putString(headers);
}

function putRow(group: GroupBuffer, draft: MessageDraft, row: Row): void {
  const otherKit = row.kit !== draft.kit;
  const otherReceived = row.received !== draft.received;
  const { rowBits } = LAYOUT;
  group.putU8((otherKit ? rowBits.otherKit : 0) | (otherReceived ? rowBits.otherReceived : 0));
  if (otherKit) group.putString(row.kit);
  if (otherReceived) group.putF64(row.received);
  group.putString(row.channel);
  group.putF64(row.time);
  const { phenomena, flags, values } = row;
  group.putVarint(phenomena.length);
  for (const name of phenomena) group.putString(name);
  for (let n = 0; n < phenomena.length; n++) group.putVarint(flags[n] ?? 0);
  for (let n = 0; n < phenomena.length; n++) group.putF64(values[n] ?? Number.NaN);
}

function putErase(group: GroupBuffer, draft: EraseDraft): void {
  group.putF64(draft.received);
  group.putString(draft.kit);
}
