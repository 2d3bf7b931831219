import pino from 'pino';
import { openAdminDoor } from '../admin-door.ts';
import { openBroker } from '../broker.ts';
import type { Config } from '../config/schema.ts';
import { openHouse } from '../house.ts';
import { socketPath } from '../running.ts';
import { type Client, clientOf } from './client.ts';

/** A house opened for one command, without listeners but the one asked for. */
export interface LocalHouse {
  readonly client: Client;
  /** Port of its MQTT broker on the loopback address; undefined without one. */
  readonly mqttPort: number | undefined;
}

/** Opens the folder, whose lock the caller holds and `unlock` releases, behind its socket. */
export async function openLocalHouse(
  config: Config,
  { broker, unlock }: { broker: boolean; unlock: () => void },
): Promise<LocalHouse> {
  const path = socketPath(config.SUPERILLA_DATA);
  const house = await openHouse(config, pino({ level: config.SUPERILLA_LOG }, pino.destination(2)));
  const door = await openAdminDoor(house, { path, demo: undefined });
  const mqttPort = broker ? (await openBroker(house)).port : undefined;
  const close = async () => {
    await door.close();
    await house.broker?.close();
    await house.close();
    unlock();
  };
  return { client: clientOf(path, close), mqttPort };
}
