import { type Entered, reenter, type Submission } from '../../ingest/reenter.ts';
import type { QuarantineKey } from '../../registry/contract.ts';
import type { House } from '../house.ts';
import { envelopeAgain } from './envelope-again.ts';

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
        house.ingest.accept(envelopeAgain(record, kit), false, (message) => {
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
