import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';

/** A message as a test broker took it in. */
export interface Taken {
  readonly user: string;
  readonly topic: string;
  readonly payload: string;
  readonly qos: number;
}

export interface TestBroker {
  readonly port: number;
  readonly taken: Taken[];
  /** Cuts every connection, as a broker that restarts does. */
  cut(): void;
  close(): Promise<void>;
}

const BAD_CREDENTIALS = 4;

/** A real broker on a free port that knows one token a user (`token of <user>`) and keeps what it is sent. */
export async function testBroker(): Promise<TestBroker> {
  const taken: Taken[] = [];
  const users = new Map<string, string>();
  const broker = await Aedes.createBroker({
    authenticate(client, user = '', password, done) {
      if (password?.toString() !== `token of ${user}`)
        return done(Object.assign(new Error('no'), { returnCode: BAD_CREDENTIALS }), null);
      users.set(client.id, user);
      done(null, true);
    },
    authorizePublish(client, { topic, payload, qos }, done) {
      taken.push({ user: users.get(client?.id ?? '') ?? '', topic, payload: payload.toString(), qos });
      done(null);
    },
  });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    cut,
    async close() {
      cut();
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
    },
  };
}
