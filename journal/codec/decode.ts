import type { Row } from '../../domain/reading.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { EraseFrame, Frame, MessageFrame } from '../contract.ts';
import { BodyReader } from './body-reader.ts';
import { LAYOUT } from './layout.ts';

/** What the head of a body says. */
interface Head {
  readonly kind: number;
  readonly seq: number;
}

/**
 * Kind and sequence of a body whose checksum holds. Throws when a later version wrote it: going on would lose what this
 * version cannot read.
 */
export function readHead(body: Buffer): Head {
  const version = body.readUInt8(0);
  if (version !== LAYOUT.frameVersion) {
    throw new Error(
      `The journal has a frame of version ${version}; this program reads version ${LAYOUT.frameVersion}. Start the version of Superilla that wrote it.`,
    );
  }
  return { kind: body.readUInt8(1), seq: body.readDoubleLE(2) };
}

/**
 * The frame in a body whose checksum holds and whose version is known; undefined for a kind of a later version, which
 * readers skip. Bytes behind the known fields are ignored. Throws RangeError when fields are missing.
 */
export function decodeBody(body: Buffer, { kind, seq }: Head): Frame | undefined {
  const reader = new BodyReader(body, LAYOUT.bodyHead);
  if (kind === LAYOUT.kinds.message) return readMessage(reader, seq);
  if (kind === LAYOUT.kinds.erase) return readErase(reader, seq);
  return undefined;
}

function readErase(reader: BodyReader, seq: number): EraseFrame {
  return { kind: 'erase', seq, received: reader.f64(), kit: reader.string() };
}

function readMessage(reader: BodyReader, seq: number): MessageFrame {
  const received = reader.f64();
  const transport = LAYOUT.transports[reader.u8()];
  if (transport === undefined) throw new RangeError('A journal frame names a transport that does not exist.');
  const bits = reader.u8();
  const packetId = reader.u16();
  const duplicates = reader.varint();
  const missing = reader.varint();
  const topic = reader.string();
  const kit = reader.string();
  const decoder = reader.string();
  const rows = readRows(reader, kit, received);
  const refusals = reader.string();
  const payload = reader.bytes();
  const headers = bits & LAYOUT.bits.headers ? { headers: readHeaders(reader) } : undefined;
  return {
    kind: 'message',
    seq,
    received,
    transport,
    topic,
    kit,
    decoder,
    open: (bits & LAYOUT.bits.open) !== 0,
    retained: (bits & LAYOUT.bits.retained) !== 0,
    packetId,
    rows,
    duplicates,
    missing,
    refusals: refusals === '' ? [] : (JSON.parse(refusals) as Refusal[]),
    payload,
    ...headers,
  };
}

function readHeaders(reader: BodyReader): Record<string, string> {
  return JSON.parse(reader.string()) as Record<string, string>;
}

function readRows(reader: BodyReader, kit: string, received: number): Row[] {
  const count = reader.varint();
  const rows: Row[] = [];
  for (let n = 0; n < count; n++) rows.push(readRow(reader, kit, received));
  return rows;
}

function readRow(reader: BodyReader, messageKit: string, messageReceived: number): Row {
  const bits = reader.u8();
  const kit = bits & LAYOUT.rowBits.otherKit ? reader.string() : messageKit;
  const received = bits & LAYOUT.rowBits.otherReceived ? reader.f64() : messageReceived;
  const channel = reader.string();
  const time = reader.f64();
  const count = reader.varint();
  const phenomena: string[] = [];
  const flags: number[] = [];
  const values: number[] = [];
  for (let n = 0; n < count; n++) phenomena.push(reader.string());
  for (let n = 0; n < count; n++) flags.push(reader.varint());
  for (let n = 0; n < count; n++) values.push(reader.f64());
  return { kit, channel, time, received, phenomena, values, flags };
}
