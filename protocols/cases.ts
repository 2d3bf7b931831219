import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Envelope } from '../domain/envelope.ts';
import { flagWords } from '../domain/flags.ts';
import { type Mapping, mappingSchema } from '../domain/mapping.ts';
import type { Reading } from '../domain/reading.ts';
import type { ArchiveOptions, ArchiveReading, ArchiveRow } from './archive.ts';
import type {
  Addressee,
  DecodeContext,
  Decoded,
  DialectState,
  Outcome,
  Outgoing,
  Protocol,
  Transport,
} from './contract.ts';

const HERE = new URL('.', import.meta.url);

/** A folder under `<protocol>/fixtures`: a message as sent, and what is to be read from it. */
export interface Case {
  readonly name: string;
  readonly envelope: Envelope;
  readonly context: DecodeContext;
  /** Content of `expected.json`; undefined where there is none. */
  readonly expected: unknown;
}

/** A folder with a file of an archive instead of a message. */
export interface ArchiveCase {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: ArchiveOptions;
  readonly archive: string;
  readonly expected: unknown;
}

interface Message {
  /** Without it the first of the protocol's transports. */
  readonly transport?: Transport;
  readonly topic: string;
  readonly headers?: Record<string, string>;
  /** MQTT retain flag. */
  readonly retained?: boolean;
  /** `DecodeContext`, in part. */
  readonly timeZone?: string;
  readonly externalId?: string;
  readonly state?: DialectState;
  readonly mapping?: unknown;
}

function json(at: URL): unknown {
  return existsSync(at) ? JSON.parse(readFileSync(at, 'utf8')) : undefined;
}

function foldersWith(folder: string, file: string): readonly (readonly [name: string, at: URL])[] {
  const fixtures = new URL(`${folder}/fixtures/`, HERE);
  if (!existsSync(fixtures)) return [];
  return readdirSync(fixtures)
    .map((name) => [name, new URL(`${name}/`, fixtures)] as const)
    .filter(([, at]) => existsSync(new URL(file, at)));
}

/** Folders of this room: one a protocol or archive. */
export function folders(): readonly string[] {
  return readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The messages of a protocol's folder. */
export function casesOf(protocol: Pick<Protocol, 'id' | 'transports'>): readonly Case[] {
  return foldersWith(protocol.id, 'message.json').map(([name, at]) => {
    const message = json(new URL('message.json', at)) as Message;
    const { topic, headers = {}, retained = false, timeZone = 'UTC', externalId, state } = message;
    const mapping = message.mapping === undefined ? undefined : mappingSchema.parse(message.mapping);
    const payload = readFileSync(new URL('payload', at));
    const transports = message.transport === undefined ? protocol.transports : [message.transport];
    const envelope = { ...envelopeOf({ transports }, { topic, headers, payload }), retained };
    const context = { timeZone, externalId, state, mapping };
    return { name, envelope, context, expected: json(new URL('expected.json', at)) };
  });
}

/** `usual.json` of a protocol's folder: a usual kit of the dialect, all of which can be said in it. */
export interface Usual {
  readonly to: Addressee;
  readonly readings: readonly (Pick<Reading, 'phenomenon' | 'value'> & Partial<Pick<Reading, 'channel'>>)[];
  /** Whether its messages carry times. */
  readonly timed: boolean;
  /** Whether its numbers are rounded or cut on the wire, so that wild values do not come back as they were. */
  readonly lossy: boolean;
  /** Whether its firmware cannot use a token. */
  readonly tokenless: boolean;
  readonly mapping: Mapping | undefined;
}

/** The usual kit of a protocol. */
export function usualOf(protocol: string): Usual {
  const given = json(new URL(`${protocol}/usual.json`, HERE)) as Partial<Usual> & { externalId?: string };
  const { readings = [], timed = true, lossy = false, tokenless = false, externalId = 'a1b2c3' } = given;
  const mapping = given.mapping === undefined ? undefined : mappingSchema.parse(given.mapping);
  return { to: { kit: 'roof-7', externalId, mapping }, readings, timed, lossy, tokenless, mapping };
}

/** The archive files of a folder. */
export function archiveCasesOf(folder: string): readonly ArchiveCase[] {
  return foldersWith(folder, 'archive.json').map(([name, at]) => {
    const { archive, ...options } = json(new URL('archive.json', at)) as ArchiveOptions & { archive: string };
    const bytes = readFileSync(new URL('content', at));
    return { name, bytes, options, archive, expected: json(new URL('expected.json', at)) };
  });
}

/** An envelope of the message's transport, else of a protocol's usual one, from a sender without credentials. */
export function envelopeOf(
  { transports }: Pick<Protocol, 'transports'>,
  {
    transport = transports[0] ?? 'mqtt',
    ...message
  }: Partial<Pick<Outgoing, 'transport'>> & Pick<Envelope, 'topic' | 'headers' | 'payload'>,
): Envelope {
  const sender = { kind: 'open' } as const;
  return { received: 0, transport, ...message, sender, retained: false, packetId: 0, dup: false };
}

/** What became of a message of one reading that was taken in, for tests of what a door answers. */
export const TAKEN: Outcome = {
  ...{ id: 1, accepted: 1, rejected: 0, duplicates: 0, quarantined: 0, missing: 0 },
  receipt: () => ({
    ...{ id: 1, kit: 'roof-7', received: '2026-03-01T12:00:00.000Z', topic: '', decoder: '' },
    ...{ accepted: 1, rejected: 0, duplicates: 0, quarantined: 0, missing: 0, reasons: [], assumptions: [] },
  }),
};

/** What was read from a message, as `expected.json` says it: times as text, flags as words. */
export function spelled(decoded: Decoded, externalId: string | undefined): unknown {
  const found = decoded.found.map(({ phenomenon, channel, time, value, flags, path }) => {
    const when = time === undefined ? null : new Date(time).toISOString();
    return { phenomenon, channel, time: when, value, flags: flagWords(flags), path };
  });
  const { refused, missing, assumptions, facts, silent = false, state, replies } = decoded;
  const says = replies?.map(({ topic, payload }) => ({ topic, payload: payload.toString('base64') }));
  const kept = { ...(state && { state }), ...(says && { replies: says }) };
  return { externalId: externalId ?? null, found, refused, missing, assumptions, facts, silent, ...kept };
}

/** A row of an archive, as `expected.json` says it. */
export function spelledRow({ readings, ...row }: ArchiveRow): unknown {
  const said = ({ flags = 0 }: ArchiveReading) => (flags === 0 ? [] : [flagWords(flags)]);
  return {
    ...row,
    readings: readings.map((r) => [r.name, new Date(r.time).toISOString(), r.value, ...said(r)]),
  };
}
