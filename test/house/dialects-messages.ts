import { matchesFilter } from '../../domain/topic-filter.ts';
import { type Case, casesOf, envelopeOf, usualOf } from '../../protocols/cases.ts';
import type { Addressee, Door, Outgoing, Protocol } from '../../protocols/contract.ts';

/** A message as a client of a dialect sends it. */
export interface Sent extends Outgoing {
  /** The door it goes to; undefined for MQTT. */
  readonly door: Door | undefined;
  readonly retained: boolean;
}

/** A fixture of a dialect as a message, with what is to be read from it. */
export interface SentCase extends Sent {
  readonly name: string;
  readonly case: Case;
  readonly externalId: string | undefined;
  readonly accepted: number;
  /** Paths of what is refused. */
  readonly refused: readonly string[];
}

/** Whether a path is one of the door's: its parameters stand for one segment each. */
function isPathOf(door: Door, topic: string): boolean {
  const wanted = door.path.split('/');
  const parts = topic.split('?')[0]?.split('/') ?? [];
  return (
    wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
  );
}

function addressed(protocol: Protocol, message: Outgoing, retained: boolean): Sent {
  const { topic } = message;
  const transport = envelopeOf(protocol, message).transport === 'http' ? 'http' : 'mqtt';
  const door = transport === 'mqtt' ? undefined : protocol.doors.find((one) => isPathOf(one, topic));
  if (transport === 'http' && door === undefined) throw new Error(`${protocol.id} has no door ${topic}`);
  return { ...message, transport, door, retained };
}

/** The way of a message into the program: `MQTT`, or method and path of its door. */
export function wayOf({ door }: Sent): string {
  return door === undefined ? 'MQTT' : `${door.method} ${door.path}`;
}

/** Every way in that a dialect declares; MQTT has no door. */
export function waysOf({ transports, doors }: Protocol): readonly { way: string; door: Door | undefined }[] {
  const mqtt = transports.includes('mqtt') ? [{ way: 'MQTT', door: undefined }] : [];
  return [...mqtt, ...doors.map((door) => ({ way: `${door.method} ${door.path}`, door }))];
}

/** The usual readings of a dialect for a kit, at a time. */
export function usualMessages(protocol: Protocol, to: Addressee, time: number): readonly Sent[] {
  const readings = usualOf(protocol.id).readings.map((one) => ({
    ...{ kit: to.kit, time, flags: 0, channel: '' },
    ...one,
  }));
  const retained = protocol.retainsReadings === true;
  return protocol.encode(readings, to).map((message) => addressed(protocol, message, retained));
}

function maySend(protocol: Protocol, { topic, externalId = '', case: { context } }: SentCase): boolean {
  const to = { kit: 'roof-7', externalId, mapping: context.mapping };
  return protocol.publishTopics(to).some((filter) => matchesFilter(filter, topic));
}

/** Fixtures that stand for themselves: they need nothing of earlier messages, and a kit may send them. */
export function fixturesOf(protocol: Protocol): readonly SentCase[] {
  const alone = casesOf(protocol).filter(({ context }) => context.state === undefined);
  const sent = alone.map((one): SentCase => {
    const { envelope, context, name } = one;
    const { transport, topic, headers, payload, retained } = envelope;
    const decoded = protocol.decode(envelope, context);
    const device = protocol.externalId(envelope);
    const outgoing = { transport: transport === 'http' ? 'http' : 'mqtt', topic, headers, payload } as const;
    return {
      ...addressed(protocol, outgoing, retained),
      ...{ name, case: one, externalId: device ?? context.externalId },
      accepted: decoded.found.length,
      refused: decoded.refused.map(({ path }) => path),
    };
  });
  return sent.filter((one) => one.door !== undefined || maySend(protocol, one));
}

/** The message at another door whose path ends alike: the version before it, the prefix of a server, another method. */
function atDoor(message: SentCase, door: Door): SentCase | undefined {
  const [path = '', ...query] = message.topic.split('?');
  const wanted = door.path.split('/');
  const known = message.door?.path.split('/') ?? [];
  const parameters = (of: readonly string[]) => of.filter((part) => part.startsWith(':')).join();
  if (known.at(-1) !== wanted.at(-1) || parameters(known) !== parameters(wanted)) return undefined;
  const values = new Map(known.map((part, at) => [part, path.split('/')[at] ?? '']));
  const parts = wanted.map((part) => (part.startsWith(':') ? values.get(part) : part));
  return { ...message, door, topic: [parts.join('/'), ...query].join('?') };
}

/** A message that goes by a way in and holds nothing wrong, with readings where there is one; undefined where there is none. */
export function goodMessage(fixtures: readonly SentCase[], door: Door | undefined): SentCase | undefined {
  const good = fixtures.filter(({ refused, retained }) => refused.length === 0 && !retained);
  const direct = good.filter((one) => one.door === door);
  const otherMethod = good.filter((one) => one.door?.path === door?.path).map((one) => ({ ...one, door }));
  const moved = good.flatMap((one) => (door === undefined ? [] : (atDoor(one, door) ?? [])));
  const all = [direct, otherMethod, moved].find((list) => list.length > 0) ?? [];
  return all.find(({ accepted }) => accepted > 0) ?? all[0];
}

/** The message as a kit sends it whose own id stands in its topic. */
export function sentBy(kit: string, message: SentCase): SentCase {
  return { ...message, topic: message.topic.replace(/^(\/?)kits\/[^/]+\//, `$1kits/${kit}/`) };
}
