import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Envelope } from '../domain/envelope.ts';
import { flagWords } from '../domain/flags.ts';
import type { ArchiveOptions, ArchiveRow } from './archive.ts';
import type { DecodeContext, Decoded, Protocol } from './contract.ts';

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
  readonly topic: string;
  readonly headers?: Record<string, string>;
  readonly timeZone?: string;
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
export function casesOf(protocol: Pick<Protocol, 'id' | 'transport'>): readonly Case[] {
  return foldersWith(protocol.id, 'message.json').map(([name, at]) => {
    const { topic, headers = {}, timeZone = 'UTC' } = json(new URL('message.json', at)) as Message;
    const payload = readFileSync(new URL('payload', at));
    const envelope = envelopeOf(protocol, { topic, headers, payload });
    return { name, envelope, context: { timeZone }, expected: json(new URL('expected.json', at)) };
  });
}

/** The archive files of a folder. */
export function archiveCasesOf(folder: string): readonly ArchiveCase[] {
  return foldersWith(folder, 'archive.json').map(([name, at]) => {
    const { archive, ...options } = json(new URL('archive.json', at)) as ArchiveOptions & { archive: string };
    const bytes = readFileSync(new URL('content', at));
    return { name, bytes, options, archive, expected: json(new URL('expected.json', at)) };
  });
}

/** An envelope of a protocol's own transport from a sender without credentials. */
export function envelopeOf(
  { transport }: Pick<Protocol, 'transport'>,
  message: Pick<Envelope, 'topic' | 'headers' | 'payload'>,
): Envelope {
  const sender = { kind: 'open' } as const;
  return { received: 0, transport, ...message, sender, retained: false, packetId: 0, dup: false };
}

/** What was read from a message, as `expected.json` says it: times as text, flags as words. */
export function spelled(decoded: Decoded, externalId: string | undefined): unknown {
  const found = decoded.found.map(({ phenomenon, channel, time, value, flags, path }) => {
    const when = time === undefined ? null : new Date(time).toISOString();
    return { phenomenon, channel, time: when, value, flags: flagWords(flags), path };
  });
  const { refused, missing, assumptions, facts, silent = false } = decoded;
  return { externalId: externalId ?? null, found, refused, missing, assumptions, facts, silent };
}

/** A row of an archive, as `expected.json` says it. */
export function spelledRow({ readings, ...row }: ArchiveRow): unknown {
  return { ...row, readings: readings.map((r) => [r.name, new Date(r.time).toISOString(), r.value]) };
}
