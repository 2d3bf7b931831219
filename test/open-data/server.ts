import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type { KitFields } from '../../domain/kit.ts';
import { kitFieldsSchema } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { LiveFrame } from '../../open-data/contract.ts';
import { health } from '../../open-data/health.ts';
import { memoryStore, type ScanControl } from '../../open-data/memory-store.test-kit.ts';
import { type OpenDataOptions, openData } from '../../open-data/open-data.ts';
import type { OpenDataPorts, OpenDoor } from '../../open-data/ports.ts';
import { writing } from '../../open-data/writing.ts';
import type { Registry } from '../../registry/contract.ts';
import { openRegistry } from '../../registry/registry.ts';
import type { ReadingStore } from '../../stores/contract.ts';

/** Noon of the day that tests play on, UTC. */
export const NOON = Date.UTC(2026, 2, 1, 12);

/** A server of the API over a real registry, and what a test moves behind it. */
export interface TestServer {
  readonly app: FastifyInstance;
  /** The same API as it is behind the administrator's socket. */
  readonly trusted: FastifyInstance;
  readonly registry: Registry;
  readonly admin: string;
  readonly erased: string[];
  readonly scans: ScanControl;
  latestVersion: number;
  /** Sends a frame to every live listener. */
  tell(frame: LiveFrame): void;
  readonly listeners: ReadonlySet<number | undefined>;
  close(): Promise<void>;
}

export interface TestServerOptions extends OpenDataOptions {
  readonly readings?: readonly StoredReading[];
  readonly store?: ReadingStore;
  /** Instead of the store's. */
  readonly series?: ReadingStore['series'];
  readonly receipts?: (kit: string, raw: boolean) => Receipt[];
  readonly ready?: readonly string[];
  /** Whether the checks have looked at an hour of a kit; none of them when absent. */
  readonly checked?: (kit: string, hour: number) => boolean;
  readonly openDoors?: readonly OpenDoor[];
}

function liveSource() {
  const pushes = new Map<(frame: LiveFrame) => void, number | undefined>();
  return {
    source: {
      listen: (lastId: number | undefined, push: (frame: LiveFrame) => void) => {
        pushes.set(push, lastId);
        return () => void pushes.delete(push);
      },
    },
    tell: (frame: LiveFrame) => {
      for (const push of pushes.keys()) push(frame);
    },
    listeners: () => new Set(pushes.values()),
  };
}

const NO_LOSSES = {
  ...{ messages: 0, accepted: 0, rejected: 0, duplicates: 0, quarantined: 0, missing: 0 },
  rules: {},
};
const NOTHING = { accepted: 0, duplicates: 0, missing: 0, refusals: {} };

/** Fields of a kit with the defaults of the registry. */
export function kitFields(fields: Partial<KitFields> & { name: string }): KitFields {
  return kitFieldsSchema.parse(fields);
}

/** A reading of noon, two seconds old when it arrived. */
export function reading(given: Partial<StoredReading> & { kit: string }): StoredReading {
  const time = given.time ?? NOON;
  return { phenomenon: 'pm2_5', channel: '', time, value: 12.5, flags: 0, received: time + 2000, ...given };
}

async function serve(
  ports: OpenDataPorts,
  trusted: boolean,
  options: OpenDataOptions,
): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  await app.register(openData(ports, options));
  await app.register(writing(ports, { trusted }));
  await app.register(health(ports));
  await app.ready();
  return app;
}

/** Opens a registry in a folder of its own and serves the API over it. Close it after the test. */
export async function openServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'superilla-open-data-'));
  const registry = await openRegistry({ path: join(folder, 'registry.sqlite'), now: () => NOON });
  const admin = (await registry.createAdministrator()) ?? '';
  const scans: ScanControl = { open: 0, fault: undefined, faultAfter: 0, slow: false };
  const { readings = [], receipts = () => [], ready = [], openDoors = [] } = options;
  const live = liveSource();
  const erased: string[] = [];
  const state = { version: 1 };
  const store = options.store ?? memoryStore(readings, scans);
  const ports: OpenDataPorts = {
    registry,
    store,
    series: options.series ?? ((query) => store.series(query)),
    checked: options.checked ?? (() => false),
    local: { timeZone: 'Europe/Madrid', noisePeriods: 'catalonia' },
    latest: { version: () => state.version, ofKit: (kit) => readings.filter((one) => one.kit === kit) },
    live: live.source,
    receipts: { receipts },
    losses: () => ({ since: NOON, sinceStart: NO_LOSSES, hours: [], usual: undefined, lastHeard: undefined }),
    dialects: () => [{ id: 'native', transports: ['mqtt'] }],
    readiness: () => ({ ready: ready.length === 0, reasons: ready }),
    metrics: async () => ({ type: 'text/plain; version=0.0.4; charset=utf-8', body: 'up 1\n' }),
    kitAccess: (kit, token) => ({
      topics: {
        readings: `kits/${kit}/readings`,
        receipts: `kits/${kit}/receipts`,
        publish: [`kits/${kit}/readings`],
      },
      settings: [{ name: 'password', value: token ?? '' }],
    }),
    openDoors: () => openDoors,
    claimQuarantined: async () => ({ ...NOTHING, messages: 0, rejected: 0, quarantined: 0 }),
    upload: async ({ bytes, file, dry }) => {
      let length = 0;
      for await (const chunk of bytes) length += chunk.length;
      const from = undefined;
      const rest = { archive: file, dry, from, to: from, faults: [], sensors: [], readings: 0 };
      return length === 0 ? 'The file is empty.' : { ...NOTHING, ...rest, rows: length };
    },
    maker: {
      mappingFaults: () => [],
      preview: async () => [],
      redecode: async () => ({ ...NOTHING, messages: 0, rejected: 0, quarantined: 0 }),
    },
    erase: async (kit) => void erased.push(kit),
    publicUrl: () => 'https://superilla.example',
    now: () => NOON,
  };
  const app = await serve(ports, false, options);
  const trusted = await serve(ports, true, options);
  return {
    ...{ app, trusted, registry, admin, erased, scans, tell: live.tell },
    get listeners() {
      return live.listeners();
    },
    get latestVersion() {
      return state.version;
    },
    set latestVersion(version: number) {
      state.version = version;
    },
    close: async () => {
      await Promise.all([app.close(), trusted.close()]);
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
