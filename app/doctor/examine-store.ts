import pino from 'pino';
import { probeInflux } from '../../stores/influx/probe.ts';
import type { Config } from '../config/schema.ts';
import { openHouse } from '../house.ts';
import { influxServer } from '../store.ts';
import type { Finding } from './examine.ts';

/** Looks at the InfluxDB server, where readings are kept on one. */
async function examineInflux(config: Config): Promise<Finding[]> {
  if (config.SUPERILLA_STORE === 'duckdb') return [];
  const server = influxServer(config);
  const found = await probeInflux(server);
  if (typeof found === 'string')
    return [{ about: 'InfluxDB', state: 'good', words: `${found} at ${server.url}` }];
  // A mirror that is away keeps nothing from being stored.
  return [{ about: 'InfluxDB', state: config.SUPERILLA_STORE === 'both' ? 'note' : 'bad', ...found }];
}

/** Opens the folder's registry, journal and store as the server does, and closes them again. */
export async function examineStore(config: Config): Promise<Finding[]> {
  const server = await examineInflux(config);
  if (server.some(({ state }) => state === 'bad')) return server;
  try {
    const house = await openHouse(config, pino({ level: 'silent' }));
    const kits = house.registry.kits().length;
    const { recovered } = house.ingest.accounts();
    await house.close();
    return [
      ...server,
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
