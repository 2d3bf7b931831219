import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ReadingStore } from '../stores/contract.ts';
import { openDuckDbStore } from '../stores/duckdb/store.ts';
import type { InfluxServer } from '../stores/influx/options.ts';
import { openInfluxStore } from '../stores/influx/store.ts';
import type { Config } from './config/schema.ts';

/** How long a start waits for a server that is away, ms: both may have been switched on together. */
const PATIENCE = 60_000;

/** The InfluxDB server of a configuration; its keys are known to be there (`missingKeys`). */
export function influxServer(config: Config): InfluxServer {
  const optional = {
    org: config.SUPERILLA_INFLUX_ORG,
    token: config.SUPERILLA_INFLUX_TOKEN,
    user: config.SUPERILLA_INFLUX_USER,
    password: config.SUPERILLA_INFLUX_PASSWORD,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    url: config.SUPERILLA_INFLUX_URL ?? '',
    bucket: config.SUPERILLA_INFLUX_BUCKET ?? '',
    version: config.SUPERILLA_INFLUX_VERSION,
    ...Object.fromEntries(given),
  };
}

/** The two kinds of stores. */
export type StoreKind = 'duckdb' | 'influx';

/** The kind that keeps history and answers reads. */
export function primaryKind(config: Config): StoreKind {
  return config.SUPERILLA_STORE === 'influx' ? 'influx' : 'duckdb';
}

/** Names that store, so that what is known of it is not taken for true of another. */
export function storeName(config: Config): string {
  if (primaryKind(config) === 'duckdb') return 'duckdb';
  const { url, bucket } = influxServer(config);
  return `influx ${url} ${bucket}`;
}

/** Opens the store that keeps history and answers reads. */
export function openStore(config: Config, log: Logger): Promise<ReadingStore> {
  if (primaryKind(config) === 'influx')
    return openInfluxStore({ ...influxServer(config), log, patienceMs: PATIENCE });
  return openStoreOf('duckdb', config, log);
}

/** Opens a store of that kind; a server that is away is not waited for. */
export function openStoreOf(kind: StoreKind, config: Config, log: Logger): Promise<ReadingStore> {
  if (kind === 'influx') return openInfluxStore({ ...influxServer(config), log });
  return openDuckDbStore({
    path: join(config.SUPERILLA_DATA, 'readings.duckdb'),
    memoryLimit: config.SUPERILLA_STORE_MEMORY,
    log,
  });
}
