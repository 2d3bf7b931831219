import { mkdirSync } from 'node:fs';
import type { Config } from '../config/schema.ts';
import { lockFolder } from '../lock.ts';
import { type Running, runningOn } from '../running.ts';
import { type Client, clientOf } from './client.ts';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';

/** A client, and what the server says of itself when one runs. */
export interface Connection {
  readonly client: Client;
  readonly running: Running | undefined;
}

interface Reached extends Connection {
  readonly mqttPort: number | undefined;
}

async function reach(config: Config, broker: boolean): Promise<Reached> {
  const data = config.SUPERILLA_DATA;
  process.umask(0o077);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(data);
  if (typeof lock === 'function') {
    // The rooms take a second to load: a command that talks to a running server does without.
    const { openLocalHouse } = await import('./local-house.ts');
    return { ...(await openLocalHouse(config, { broker, unlock: lock })), running: undefined };
  }
  const running = runningOn(data);
  if (running === undefined || running.pid !== lock.pid)
    throw new Stop(
      `Process ${lock.pid} holds ${data} and does not answer yet. Try again in a moment.`,
      EXIT.locked,
    );
  return { client: clientOf(running.socket, async () => {}), running, mqttPort: undefined };
}

/** Reaches the running server; without one, opens the folder under its lock for this command alone. */
export function connect(config: Config): Promise<Connection> {
  return reach(config, false);
}

/** The same, with the address of an MQTT broker: the running server's, or one on a free loopback port for this command alone. */
export async function connectWithBroker(config: Config): Promise<Connection & { readonly mqtt: string }> {
  const loopback = {
    SUPERILLA_HOST: '127.0.0.1',
    SUPERILLA_MQTT_PORT: 0,
    SUPERILLA_MQTT_OPEN_PORT: undefined,
  };
  const { client, running, mqttPort } = await reach({ ...config, ...loopback }, true);
  return { client, running, mqtt: running?.mqtt ?? `mqtt://127.0.0.1:${mqttPort}` };
}
