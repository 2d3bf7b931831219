import { mkdirSync } from 'node:fs';
import pino from 'pino';
import { openAdminDoor } from '../admin-door.ts';
import { openBroker } from '../broker.ts';
import type { Config } from '../config/schema.ts';
import { type House, openHouse } from '../house.ts';
import { lockFolder } from '../lock.ts';
import { type Running, runningOn, socketPath } from '../running.ts';
import { type Client, clientOf } from './client.ts';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';

/** A client, and what the server says of itself when one runs. */
export interface Connection {
  readonly client: Client;
  readonly running: Running | undefined;
}

/** What a connection opened for itself is told before it is used. */
type Prepare = (house: House) => Promise<void>;

/** Reaches the running server; without one, opens the folder under its lock for this command alone. */
export async function connect(config: Config, prepare: Prepare = async () => {}): Promise<Connection> {
  const data = config.SUPERILLA_DATA;
  process.umask(0o077);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(data);
  if (typeof lock !== 'function') {
    const running = runningOn(data);
    if (running === undefined || running.pid !== lock.pid)
      throw new Stop(
        `Process ${lock.pid} holds ${data} and does not answer yet. Try again in a moment.`,
        EXIT.locked,
      );
    return { client: clientOf(running.socket, async () => {}), running };
  }
  const house = await openHouse(config, pino({ level: config.SUPERILLA_LOG }, pino.destination(2)));
  const door = await openAdminDoor(house, { path: socketPath(data), demo: undefined });
  await prepare(house);
  const close = async () => {
    await door.close();
    await house.broker?.close();
    await house.close();
    lock();
  };
  return { client: clientOf(socketPath(data), close), running: undefined };
}

/** The same, with the address of an MQTT broker: the running server's, or one on a free loopback port for this command alone. */
export async function connectWithBroker(config: Config): Promise<Connection & { readonly mqtt: string }> {
  let port = 0;
  const own: Config = {
    ...config,
    SUPERILLA_HOST: '127.0.0.1',
    SUPERILLA_MQTT_PORT: 0,
    SUPERILLA_MQTT_OPEN_PORT: undefined,
  };
  const connection = await connect(own, async (house) => {
    port = (await openBroker(house)).port;
  });
  return { ...connection, mqtt: connection.running?.mqtt ?? `mqtt://127.0.0.1:${port}` };
}
