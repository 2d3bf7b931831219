import { FLAGS } from '../../domain/flags.ts';
import { type Entered, reenter, type Submission } from '../../ingest/reenter.ts';
import type { MessageFrame } from '../../journal/contract.ts';
import type { House } from '../house.ts';
import { envelopeAgain } from './envelope-again.ts';

/** Which messages are to be decoded again: those of a kit that arrived from `from` to before `to`, UTC ms. */
export interface Again {
  readonly kit: string;
  readonly from: number;
  readonly to: number;
}

/** Where a run stands. */
export interface RedecodeState {
  /** Journal sequence that was looked at last, and the last there is. */
  readonly at: number;
  readonly end: number;
  readonly entered: Entered | undefined;
}

function payloadOf({ payload: { buffer, byteOffset, byteLength } }: MessageFrame): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Whether a frame holds a message that the kit sent, also one that nobody could tell to be the kit's when it came. */
function isOf(house: House, frame: MessageFrame, kit: string): boolean {
  if (frame.transport === 'file') return false;
  if (frame.kit !== '') return frame.kit === kit;
  const { transport, topic, headers = {}, retained } = frame;
  const { dialect, device } = house.ingest.deviceOf({
    ...{ transport, topic, headers, retained },
    payload: payloadOf(frame),
  });
  return device !== '' && house.registry.kitByExternalId(dialect, device)?.id === kit;
}

/** The time that was assigned to the message when it was first read; its arrival where none was. */
function assignedTo({ rows, received }: MessageFrame): number {
  const untimed = rows.find((row) => row.flags.some((mask) => (mask & FLAGS.time_assigned) !== 0));
  return untimed?.time ?? received;
}

/**
 * Decodes a kit's messages again, from the journal and its archive, with the decoder, the mapping and the meanings of today.
 * What is stored already counts as duplicate, so that a second run changes nothing; a reading that now has another value
 * under the same name and time is a conflict: the first stands.
 */
export async function redecode(
  house: House,
  { kit, from, to }: Again,
  progress: (state: RedecodeState) => void = () => {},
): Promise<Entered> {
  const end = house.journal.state().durable;
  let entered: Entered | undefined;
  async function* submissions(): AsyncGenerator<Submission> {
    for await (const frame of house.journal.read(0)) {
      if (frame.seq > end) return;
      if (frame.seq % 1000 === 0) progress({ at: frame.seq, end, entered });
      if (frame.kind !== 'message' || frame.received < from || frame.received >= to) continue;
      if (!isOf(house, frame, kit)) continue;
      const envelope = envelopeAgain(frame, kit, assignedTo(frame));
      yield (done) => {
        house.ingest.accept(envelope, false, done);
        return true;
      };
    }
  }
  const sums = await reenter(submissions(), house.ingest, (now) => {
    entered = now;
  });
  progress({ at: end, end, entered: sums });
  return sums;
}
