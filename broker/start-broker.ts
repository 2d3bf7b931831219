import type { Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Broker, BrokerCounters, BrokerPorts } from './contract.ts';
import { Entrance } from './entrance.ts';
import { IngestBroker } from './ingest-broker.ts';
import { type BrokerLimits, DEFAULT_LIMITS } from './limits.ts';
import { type BrokerLog, SILENT } from './log.ts';
import { listenTcp, portOf } from './tcp.ts';
import { listenTls, type TlsFiles, type TlsListener } from './tls.ts';
import { webSocketDoor } from './websocket.ts';

/** The TLS listener that is wanted. */
interface TlsPlace extends TlsFiles {
  readonly port: number;
  /** How often the files are looked at, ms; five seconds when absent. */
  readonly watchMs?: number;
}

export interface BrokerOptions {
  readonly host: string;
  /** Listener for kits with credentials; 0 takes any free port. */
  readonly port: number;
  /** Listener that asks for no credentials; undefined leaves it off. */
  readonly openPort?: number | undefined;
  /** Listener with TLS for kits with credentials; undefined leaves it off. */
  readonly tls?: TlsPlace | undefined;
  readonly ports: BrokerPorts;
  readonly limits?: Partial<BrokerLimits>;
  readonly log?: BrokerLog;
}

interface Running {
  readonly broker: IngestBroker;
  readonly entrance: Entrance;
  readonly servers: Server[];
  tls: TlsListener | undefined;
}

/** Starts the broker. Rejects when a port cannot be had, or the files of the TLS listener cannot be used. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = options.log ?? SILENT;
  const counters = emptyCounters();
  const broker = new IngestBroker({ ports: options.ports, limits, counters, log });
  await broker.listen();
  const entrance = new Entrance({ broker, limits, counters });
  const running: Running = { broker, entrance, servers: [], tls: undefined };
  const close = () => shutDown(running, limits.closeGraceMs);
  try {
    const ports = await openListeners(options, running);
    log.info(ports, 'broker listens');
    return {
      ...ports,
      counters,
      upgrade: webSocketDoor(entrance),
      reloadCertificates: () => running.tls?.reload() ?? false,
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

async function openListeners(options: BrokerOptions, running: Running) {
  const { host, tls } = options;
  const { entrance, servers } = running;
  const log = options.log ?? SILENT;
  const open = async (port: number, listener: 'kits' | 'open') => {
    const server = await listenTcp({ host, port, log, allowHalfOpen: true }, (socket: Socket) => {
      const address = socket.remoteAddress;
      if (entrance.admits(socket, address)) entrance.adopt(socket, { listener, address });
    });
    servers.push(server);
    return portOf(server);
  };
  const port = await open(options.port, 'kits');
  const openPort = options.openPort === undefined ? undefined : await open(options.openPort, 'open');
  if (tls === undefined) return { port, openPort, tlsPort: undefined };
  const { port: wanted, watchMs = 5_000, ...files } = tls;
  running.tls = await listenTls({ host, port: wanted, files, entrance, log, watchMs });
  servers.push(running.tls.server);
  return { port, openPort, tlsPort: portOf(running.tls.server) };
}

function emptyCounters(): BrokerCounters {
  return {
    refusedConnections: 0,
    refusedLogins: 0,
    failedClients: 0,
    overrunClients: 0,
    droppedWills: 0,
    heldBack: 0,
    droppedForwards: 0,
  };
}

async function shutDown(running: Running, graceMs: number): Promise<void> {
  const { broker, servers, entrance, tls } = running;
  tls?.unwatch();
  entrance.close();
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
