import type { Envelope } from '../domain/envelope.ts';
import { FLAGS } from '../domain/flags.ts';
import type { Kit } from '../domain/kit.ts';
import type { Assumption } from '../domain/receipt.ts';
import { foundText, type Refusal, type RefusalCode } from '../domain/refusal.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { MessageFrame } from '../journal/contract.ts';
import type { DecodeContext, Decoded, Found, Protocol } from '../protocols/contract.ts';
import type { FoundBatch } from './contract.ts';
import type { Identifier } from './identify.ts';
import type { KitMemory } from './kit-memory.ts';
import type { KitStates } from './kit-states.ts';
import { withMeanings } from './meanings.ts';
import { blankMessage, type Message } from './message.ts';
import { SensorRanges } from './sensor-ranges.ts';
import { latestAllowed, type Sorter } from './sorter.ts';

/** Readings one message may hold. */
const READINGS = 2500;

const TIME_OF_ARRIVAL: Assumption = { code: 'time_of_arrival', path: '' };
const NEWEST_RETAINED: Assumption = { code: 'newest_retained', path: '' };

export interface AcceptorPorts {
  readonly identifier: Identifier;
  readonly sorter: Sorter;
  memoryOf(kit: string): KitMemory;
  /** What stateful dialects remember. */
  readonly states: KitStates;
  /** A decoder threw: a bug to be told of. */
  fault(protocol: string, error: unknown): void;
}

/** Adds refusals to a message and counts each by its fate. */
export function refuseAll(message: Message, refusals: readonly Refusal[]): void {
  for (const refusal of refusals) {
    message.refusals.push(refusal);
    const { fate } = REFUSALS[refusal.code];
    if (fate === 'rejected') message.rejected++;
    else if (fate === 'quarantined') message.quarantined++;
  }
}

function hasUntimed(found: readonly Found[]): boolean {
  for (let i = 0; i < found.length; i++) if (found[i]?.time === undefined) return true;
  return false;
}

function kitFlags(kit: Kit): number {
  return (kit.open ? FLAGS.unauthenticated : 0) | (kit.simulated ? FLAGS.simulated : 0);
}

/** What a message held, on its way to be sorted. */
interface Taken {
  readonly message: Message;
  readonly found: readonly Found[];
  readonly protocol: Protocol;
}

/** Turns envelopes into messages: who sent it, what it says, what of it is kept. No I/O. */
export class Acceptor {
  private readonly ports: AcceptorPorts;
  private readonly decoderNames = new Map<Protocol, string>();
  /** By model of the reference data; that of the kit is looked up for each message, so that a change counts from the next one on. */
  private readonly models = new Map<string, SensorRanges>();
  /** Newest arrival ever journalled, UTC ms: while the clock is behind it, nobody else's clock is called ahead. */
  newestArrival = 0;

  constructor(ports: AcceptorPorts) {
    this.ports = ports;
  }

  /** The message with its rows, refusals and counts; never throws. */
  take(envelope: Envelope, foreign: boolean): Message {
    const identified = this.ports.identifier.identify(envelope);
    const kit = identified.kit;
    if (foreign || 'refusal' in identified) {
      const code: RefusalCode = foreign || !('refusal' in identified) ? 'foreign_topic' : identified.refusal;
      const message = blankMessage(envelope.received, envelope.topic, { kit: kit?.id ?? '', decoder: '' });
      refuseAll(message, [{ code, path: '', found: foundText(envelope.topic) }]);
      return message;
    }
    return this.read(envelope, identified.kit, identified.protocol);
  }

  /** Readings of a file, as a message of their kit; undefined where there is no such kit. */
  takeFound(batch: FoundBatch, received: number): Message | undefined {
    const kit = this.ports.identifier.kit(batch.kit);
    if (kit === undefined) return undefined;
    const { topic, decoder, found, refused, missing } = batch;
    const message = blankMessage(received, topic, { kit: kit.id, decoder });
    message.missing = missing;
    refuseAll(message, refused);
    const memory = this.ports.memoryOf(kit.id);
    this.ports.sorter.sort(message, found, {
      memory,
      kitFlags: kitFlags(kit),
      ranges: this.rangesOf(kit),
      official: kit.official,
      assigned: received,
      latestAllowed: latestAllowed(received, this.newestArrival),
    });
    return message;
  }

  /** Brings back what a journalled message left its dialect to remember. */
  restoreState(frame: MessageFrame): void {
    const protocol = this.ports.identifier.stateful(frame.decoder);
    const kit = protocol && this.ports.identifier.kit(frame.kit);
    if (protocol === undefined || kit === undefined) return;
    const { received, transport, topic, retained, packetId } = frame;
    const payload = Buffer.from(frame.payload);
    const sender = { kind: 'open' } as const;
    const rest = { received, transport, topic, retained, packetId, payload, sender, dup: false, headers: {} };
    const decoded = this.decode(rest, kit, protocol);
    if (decoded?.state !== undefined) this.ports.states.note(kit.id, protocol.id, decoded.state);
  }

  private read(envelope: Envelope, kit: Kit, protocol: Protocol): Message {
    const decoder = this.decoderName(protocol);
    const message = blankMessage(envelope.received, envelope.topic, { kit: kit.id, decoder });
    const decoded = this.decode(envelope, kit, protocol);
    if (decoded === undefined) {
      refuseAll(message, [{ code: 'decoder_failed', path: '' }]);
      return message;
    }
    message.missing = decoded.missing;
    if (decoded.state !== undefined) this.ports.states.note(kit.id, protocol.id, decoded.state);
    if (decoded.replies !== undefined) message.replies = decoded.replies;
    if (decoded.assumptions.length > 0) message.assumptions = [...decoded.assumptions];
    refuseAll(message, decoded.refused);
    if (decoded.found.length > READINGS)
      refuseAll(message, [
        { code: 'too_many_readings', path: '', found: `${decoded.found.length} readings` },
      ]);
    else if (decoded.found.length > 0) this.sort(envelope, kit, { message, found: decoded.found, protocol });
    else if (decoded.refused.length === 0 && decoded.missing === 0 && decoded.silent !== true)
      refuseAll(message, [{ code: 'empty_message', path: '' }]);
    return message;
  }

  private decoderName(protocol: Protocol): string {
    let name = this.decoderNames.get(protocol);
    if (name === undefined) {
      name = `${protocol.id}/${protocol.version}`;
      this.decoderNames.set(protocol, name);
    }
    return name;
  }

  private rangesOf({ model }: Kit): SensorRanges | undefined {
    if (model === undefined) return undefined;
    let ranges = this.models.get(model);
    if (ranges === undefined) {
      ranges = new SensorRanges(model);
      this.models.set(model, ranges);
    }
    return ranges;
  }

  private decode(envelope: Envelope, kit: Kit, protocol: Protocol): Decoded | undefined {
    try {
      const context = protocol.stateful === true ? this.withState(kit, protocol) : kit;
      return withMeanings(protocol.decode(envelope, context), kit.meanings);
    } catch (error) {
      this.ports.fault(protocol.id, error);
      return undefined;
    }
  }

  private withState(kit: Kit, { id }: Protocol): DecodeContext {
    return { ...kit, state: this.ports.states.get(kit.id, id) };
  }

  private sort(envelope: Envelope, kit: Kit, taken: Taken): void {
    const memory = this.ports.memoryOf(kit.id);
    const { message } = taken;
    let { found } = taken;
    let flags = kitFlags(kit);
    let assigned = 0;
    // What a dialect always publishes retained is no replay of an older message.
    const replayable = envelope.retained && taken.protocol.retainsReadings !== true;
    if (hasUntimed(found)) {
      const again = this.seenBefore(envelope, memory, replayable);
      if (envelope.again !== undefined) assigned = envelope.again.assigned;
      else if (again !== undefined) found = this.withoutUntimed(message, found, again);
      else {
        assigned = memory.assign(envelope.received);
        memory.resends.note(envelope);
        message.assumptions.push(replayable ? NEWEST_RETAINED : TIME_OF_ARRIVAL);
      }
    }
    if (replayable) flags |= FLAGS.retained;
    const now = envelope.again === undefined ? envelope.received : Date.now();
    this.ports.sorter.sort(message, found, {
      memory,
      kitFlags: flags,
      ranges: this.rangesOf(kit),
      assigned,
      latestAllowed: latestAllowed(now, this.newestArrival),
    });
  }

  /** Why a message without a time is no news: sent again, or replayed by a broker. */
  private seenBefore(
    envelope: Envelope,
    memory: KitMemory,
    replayable: boolean,
  ): 'resent' | 'replayed' | undefined {
    if (envelope.again !== undefined) return undefined;
    if (memory.resends.isResend(envelope)) return 'resent';
    return replayable && memory.isReplay(envelope) ? 'replayed' : undefined;
  }

  private withoutUntimed(message: Message, found: readonly Found[], again: 'resent' | 'replayed'): Found[] {
    const timed = found.filter((f) => f.time !== undefined);
    message.duplicates += found.length - timed.length;
    if (again === 'replayed') refuseAll(message, [{ code: 'retained_replay', path: '' }]);
    return timed;
  }
}
