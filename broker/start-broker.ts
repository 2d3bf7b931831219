import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ConnectGuard } from './connect-guard.ts';
import type { Broker, BrokerCounters, BrokerPorts } from './contract.ts';
import { IngestBroker } from './ingest-broker.ts';
import { type BrokerLimits, DEFAULT_LIMITS } from './limits.ts';
import { type BrokerLog, SILENT } from './log.ts';

export interface BrokerOptions {
  readonly host: string;
  /** Listener for kits with credentials; 0 takes any free port. */
  readonly port: number;
  /** Listener that asks for no credentials; undefined leaves it off. */
  readonly openPort?: number | undefined;
  readonly ports: BrokerPorts;
  readonly limits?: Partial<BrokerLimits>;
  readonly log?: BrokerLog;
}

/** Starts the broker. Rejects when a port cannot be had. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = options.log ?? SILENT;
  const counters = emptyCounters();
  const broker = new IngestBroker({ ports: options.ports, limits, counters, log });
  await broker.listen();
  const guard = new ConnectGuard(limits);
  const door = (listener: 'kits' | 'open') => (socket: Socket) => {
    const address = socket.remoteAddress;
    const full = broker.peers.size >= limits.maxConnections;
    if (address !== undefined && !full && guard.admits(address, Date.now())) {
      return broker.adopt(socket, { listener, address });
    }
    counters.refusedConnections += 1;
    socket.on('error', () => {}).destroy();
  };
  const servers: Server[] = [];
  const open = async (port: number, listener: 'kits' | 'open') => {
    const server = await listen({ host: options.host, port, log }, door(listener));
    servers.push(server);
    return portOf(server);
  };
  const close = () => shutDown(broker, servers, limits.closeGraceMs);
  try {
    const port = await open(options.port, 'kits');
    const openPort = options.openPort === undefined ? undefined : await open(options.openPort, 'open');
    log.info({ port, openPort }, 'broker listens');
    return {
      port,
      openPort,
      counters,
      hasListener: (topic) => broker.hasListener(topic),
      publish: (topic, payload) => {
        broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, null);
      },
      disconnect: (kit) => broker.disconnect(kit),
      get connections() {
        return broker.peers.size;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function emptyCounters(): BrokerCounters {
  return {
    refusedConnections: 0,
    refusedLogins: 0,
    failedClients: 0,
    overrunClients: 0,
    droppedWills: 0,
    droppedForwards: 0,
  };
}

/** A listener without Nagle's delay, which holds PINGRESP and PUBACK back, and with TCP keepalive for silent clients. */
async function listen(
  where: { host: string; port: number; log: BrokerLog },
  accept: (socket: Socket) => void,
): Promise<Server> {
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: where.host, port: where.port, backlog: 4_096 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => where.log.warn({ error }, 'listener error'));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listener without a port');
  return address.port;
}

async function shutDown(broker: IngestBroker, servers: readonly Server[], graceMs: number): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  for (const peer of broker.peers) peer.intake.drain();
  const deadline = Date.now() + graceMs;
  const waiting = () => [...broker.peers].some((peer) => peer.held.count > 0);
  while (waiting() && Date.now() < deadline) await delay(10);
  await delay(10);
  for (const peer of broker.peers) {
    peer.client.will = null;
    peer.close();
  }
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await Promise.all(closed);
}
