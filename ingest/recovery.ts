import { FLAGS } from '../domain/flags.ts';
import type { Latest } from '../domain/latest.ts';
import type { Frame, Journal, MessageFrame } from '../journal/contract.ts';
import type { Quarantined } from '../registry/contract.ts';
import { refuseAll } from './acceptor.ts';
import type { KitMemory } from './kit-memory.ts';
import { blankMessage, type Message } from './message.ts';
import type { KeptRaw } from './quarantine.ts';

/** What recovery hands on. */
export interface RecoveryPorts {
  readonly journal: Journal;
  /** Sequence up to which the store has everything. */
  readonly watermark: number;
  memoryOf(kit: string): KitMemory;
  readonly latest: Latest;
  /** A message the store does not have yet. */
  pending(message: Message, aside: Quarantined | undefined): void;
  /** The record of a message that is kept for a person to look at. */
  aside(message: Message, raw: KeptRaw): Quarantined | undefined;
  /** The state that a message left which may not be durable yet. */
  decodeAgain(frame: MessageFrame): void;
  /** A message the store has: its receipt is still of interest. */
  past(message: Message): void;
  erase(frame: { kit: string; seq: number }): void;
}

/** What recovery found. */
export interface Recovered {
  readonly messages: number;
  readonly readings: number;
  /** Newest arrival in the journal, UTC ms; 0 for an empty one. */
  readonly newestArrival: number;
}

function messageOf(frame: MessageFrame): Message {
  const message = blankMessage(frame.received, frame.topic, { kit: frame.kit, decoder: frame.decoder });
  message.seq = frame.seq;
  message.rows = [...frame.rows];
  message.duplicates = frame.duplicates;
  message.missing = frame.missing;
  refuseAll(message, frame.refusals);
  for (const row of frame.rows) message.accepted += row.values.length;
  return message;
}

function rawOf({ transport, topic, retained, headers = {}, payload }: MessageFrame): KeptRaw {
  const { buffer, byteOffset, byteLength } = payload;
  return { transport, topic, retained, headers, payload: Buffer.from(buffer, byteOffset, byteLength) };
}

/** Brings back what one kit's memory held of a frame: resent packets, assigned times, recent rows. */
function remember(frame: MessageFrame, memory: KitMemory, pending: boolean): void {
  let assigned = false;
  for (const row of frame.rows) {
    if (pending) memory.recent.remember(row);
    if (!row.flags.some((mask) => (mask & FLAGS.time_assigned) !== 0)) continue;
    assigned = true;
    memory.noteAssigned(row.time);
  }
  if (assigned) memory.resends.note(frame);
}

/**
 * Reads the journal at start. Frames that the store has bring back memory only; the others are handed to the committer,
 * every row marked late, so that the store itself decides what it has already.
 */
export async function recover(ports: RecoveryPorts): Promise<Recovered> {
  const found = { messages: 0, readings: 0, newestArrival: 0 };
  const { journal, watermark } = ports;
  for await (const frame of journal.recover(journal.lookBack(watermark))) {
    if (frame.received > found.newestArrival) found.newestArrival = frame.received;
    if (frame.seq <= watermark) past(frame, ports);
    else if (frame.kind === 'erase') ports.erase(frame);
    else {
      found.messages++;
      found.readings += pending(frame, ports);
    }
  }
  return found;
}

function past(frame: Frame, ports: RecoveryPorts): void {
  if (frame.kind === 'erase') return;
  const message = messageOf(frame);
  message.rows = [];
  if (frame.kit !== '') remember(frame, ports.memoryOf(frame.kit), false);
  ports.past(message);
}

function pending(frame: MessageFrame, ports: RecoveryPorts): number {
  const message = messageOf(frame);
  ports.decodeAgain(frame);
  message.late = message.rows.map((_, index) => index);
  if (frame.kit !== '') remember(frame, ports.memoryOf(frame.kit), true);
  for (const row of message.rows) ports.latest.offer(row);
  ports.pending(message, ports.aside(message, rawOf(frame)));
  return message.accepted;
}
