import type { Envelope } from '../../domain/envelope.ts';
import { type Entered, reenter, type Submission } from '../../ingest/reenter.ts';
import type { Quarantined, QuarantineKey } from '../../registry/contract.ts';
import type { House } from '../house.ts';

/** A message that was kept aside, as the kit's own. Readings without a time get that of its arrival. */
function envelopeOf(record: Quarantined, kit: string): Envelope {
  const { received, transport, topic, headers, retained, payload } = record;
  return {
    ...{ received, transport, topic, headers, retained },
    payload: Buffer.from(payload),
    sender: { kind: 'kit', kit },
    packetId: 0,
    dup: false,
    again: { assigned: received },
  };
}

/**
 * Takes the messages of a quarantined sender in as those of a kit, with the times they came with, and lets go of the old
 * records. What is kept aside again (a clock that is ahead) is kept under the kit's name.
 */
export async function claimQuarantined(house: House, key: QuarantineKey, kit: string): Promise<Entered> {
  const records = await house.registry.quarantinedOf(key);
  const released: number[] = [];
  async function* submissions(): AsyncGenerator<Submission> {
    for (const record of records)
      yield (done) => {
        house.ingest.accept(envelopeOf(record, kit), false, (message) => {
          // One that is kept aside again was filed anew, under its new sequence.
          released.push(record.seq);
          done(message);
        });
        return true;
      };
  }
  const entered = await reenter(submissions(), house.ingest);
  await house.registry.unquarantine(released);
  return entered;
}
