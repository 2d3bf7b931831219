import type { MakerPorts } from '../../open-data/maker.ts';
import { mappingFaults } from '../../protocols/mapping/check.ts';
import type { House } from '../house.ts';
import { LastMessages } from './last-messages.ts';
import { Preview } from './preview.ts';
import { RedecodeRuns } from './redecode-runs.ts';

/** What the API is given for makers by the house. */
export function makerPorts(house: House): MakerPorts {
  const last = new LastMessages(house);
  const preview = new Preview(house);
  const runs = new RedecodeRuns(house);
  return {
    mappingFaults,
    async preview(id, attempt) {
      const messages = await last.of(id);
      const kit = house.registry.kit(id);
      return kit === undefined ? [] : messages.map((envelope) => preview.read(envelope, kit, attempt));
    },
    redecode: (span) => runs.start(span),
  };
}
