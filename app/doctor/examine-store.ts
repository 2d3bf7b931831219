import pino from 'pino';
import type { Config } from '../config/schema.ts';
import { openHouse } from '../house.ts';
import type { Finding } from './examine.ts';

/** Opens the folder's registry, journal and store as the server does, and closes them again. */
export async function examineStore(config: Config): Promise<Finding[]> {
  try {
    const house = await openHouse(config, pino({ level: 'silent' }));
    const kits = house.registry.kits().length;
    const { recovered } = house.ingest.accounts();
    await house.close();
    return [
      { about: 'Registry', state: 'good', words: `${kits} kits` },
      {
        about: 'Store',
        state: 'good',
        words:
          recovered === 0
            ? 'opens, and has everything of the journal'
            : `opens; ${recovered} readings of the journal were brought in`,
      },
    ];
  } catch (error) {
    return [
      {
        about: 'Store',
        state: 'bad',
        words: String(error),
        advice:
          'Keep a copy of the data folder before anything else. The journal in it holds what was acknowledged.',
      },
    ];
  }
}
