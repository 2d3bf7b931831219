import { createServer, type Server, type Socket } from 'node:net';
import type { BrokerLog } from './log.ts';

interface Place {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: BrokerLog;
  /** Our side of a connection stays open when the client has ended its own, until the broker closes it (`LateEnd`). */
  readonly allowHalfOpen?: boolean;
}

/** Listens without Nagle's delay, which holds PINGRESP and PUBACK back, and with TCP keepalive. Rejects when the port cannot be had. */
export async function listenTcp(place: Place, accept: (socket: Socket) => void): Promise<Server> {
  const { allowHalfOpen = false } = place;
  const options = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000, allowHalfOpen };
  const server = createServer(options, accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: place.host, port: place.port, backlog: 4_096 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => place.log.warn({ error }, 'listener error'));
  return server;
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listener without a port');
  return address.port;
}
