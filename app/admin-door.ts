import { rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { problem } from '../domain/problem.ts';
import { openData } from '../open-data/open-data.ts';
import { writing } from '../open-data/writing.ts';
import { type Addresses, apiPorts } from './api-ports.ts';
import { backupRoutes } from './backup/door.ts';
import { removeSimulated } from './demo/demonstration.ts';
import type { House } from './house.ts';
import { moveRoute } from './move/route.ts';
import { redecodeStream } from './reentry/redecode-stream.ts';
import { retentionOf, runRetention } from './retention.ts';
import { stationRoutes } from './stations/door.ts';

/** What the door can do to the demonstration; undefined where none can run. */
export interface DemoSwitch {
  set(on: boolean): Promise<void>;
  state(): string;
}

export interface AdminDoorOptions {
  readonly path: string;
  readonly demo: DemoSwitch | undefined;
  /** Where the listeners are; absent while none is open. */
  readonly addresses?: () => Addresses;
}

/**
 * The door of the machine's own administrator: the whole API without a credential, over a Unix socket that only the owner of
 * the process may use.
 */
export async function openAdminDoor(house: House, options: AdminDoorOptions): Promise<FastifyInstance> {
  const ports = apiPorts(house, options.addresses);
  const app = Fastify({ logger: false, bodyLimit: 32 * 1024 * 1024, forceCloseConnections: true });
  await app.register(openData(ports));
  await app.register(writing(ports, { trusted: true }));
  await app.register(adminRoutes(house, options.demo));
  await app.register(backupRoutes(house));
  await app.register(moveRoute(house));
  await app.register(stationRoutes(house));
  rmSync(options.path, { force: true });
  // The socket must never be open to others, not even between listen and chmod.
  const mask = process.umask(0o177);
  try {
    await app.listen({ path: options.path });
  } finally {
    process.umask(mask);
  }
  await chmod(options.path, 0o600);
  return app;
}

/** What is too old, removed unless `dry`, and how long readings are kept. */
async function retentionAnswer(house: House, dry: boolean) {
  const { real, simulated } = retentionOf(house.config);
  const expired = await runRetention(house, dry);
  return { keepDays: real ?? null, keepSimulatedDays: simulated ?? null, expired };
}

function adminRoutes(house: House, demo: DemoSwitch | undefined): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get('/admin/status', async () => ({
      accounts: house.ingest.accounts(),
      trouble: house.ingest.trouble() ?? null,
      journal: house.journal.state(),
      watermark: house.store.watermark(),
      mirror: house.mirror?.mirror.state() ?? null,
      kits: house.registry.kits().length,
      connections: house.broker?.connections ?? 0,
      demo: demo?.state() ?? 'off',
    }));
    app.post<{ Params: { state: string } }>('/admin/demo/:state', async (request) => {
      const on = request.params.state === 'on';
      await house.registry.setSetting('demo', on ? 'on' : 'off');
      if (demo !== undefined) await demo.set(on);
      else if (!on) await removeSimulated(house);
      return { demo: demo?.state() ?? (on ? 'on' : 'off') };
    });
    app.post<{ Params: { kit: string } }>('/admin/kits/:kit/pass', async (request, reply) => {
      const { kit } = request.params;
      if (house.registry.kit(kit) !== undefined) return { username: kit, password: house.passes.issue(kit) };
      return reply.code(404).send(problem('not_found', `There is no kit ${kit}.`));
    });
    app.get<{ Querystring: { dialect: string; externalId: string } }>('/admin/kits', async ({ query }) => {
      const kit = house.registry.kitByExternalId(query.dialect, query.externalId);
      return { kits: kit === undefined ? [] : [{ id: kit.id }] };
    });
    app.post<{ Params: { kit: string }; Querystring: { from?: string; to?: string } }>(
      '/admin/kits/:kit/redecode',
      (request, reply) => redecodeStream(house, request, reply),
    );
    app.route({
      method: ['GET', 'POST'],
      url: '/admin/retention',
      handler: (request) => retentionAnswer(house, request.method !== 'POST'),
    });
    app.post('/admin/settle', async () => {
      await house.ingest.settled();
      return { watermark: house.store.watermark() };
    });
  };
}
