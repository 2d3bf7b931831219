import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { apiPorts } from '../../app/api-ports.ts';
import { parseConfig } from '../../app/config/read.ts';
import { type House, openHouse } from '../../app/house.ts';
import { registerStations, type StationDone, stationSchema } from '../../app/stations/register.ts';
import { openData } from '../../open-data/open-data.ts';

/** A house on a folder of its own, with its reading API. */
export interface TestHouse {
  readonly house: House;
  readonly api: FastifyInstance;
  /** Registers a station; `dialect` and `externalId` as a network's list says them. */
  station(given: object, dry?: boolean): Promise<StationDone>;
  close(): Promise<void>;
}

/** Opens one. Close it after the test. */
export async function openTestHouse(): Promise<TestHouse> {
  const data = mkdtempSync(join(tmpdir(), 'superilla-stations-'));
  const config = parseConfig({ SUPERILLA_DATA: data, SUPERILLA_DEMO: '0' });
  if (Array.isArray(config)) throw new Error(JSON.stringify(config));
  const house = await openHouse(config, pino({ level: 'silent' }));
  const api = Fastify();
  await api.register(openData(apiPorts(house)));
  await api.ready();
  return {
    house,
    api,
    async station(given, dry = false) {
      const [done] = await registerStations(house.registry, [stationSchema.parse(given)], dry);
      if (done === undefined) throw new Error('no answer');
      return done;
    },
    async close() {
      await api.close();
      await house.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
