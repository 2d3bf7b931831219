import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openAdminDoor } from './admin-door.ts';
import { type Addresses, apiPorts } from './api-ports.ts';
import { openBroker } from './broker.ts';
import type { Config } from './config/schema.ts';
import { Demonstration } from './demo/demonstration.ts';
import { type House, openHouse } from './house.ts';
import { type Holder, lockFolder } from './lock.ts';
import { finishErasures } from './removal.ts';
import { announce, socketPath, withdraw } from './running.ts';
import { startUpkeep } from './upkeep.ts';
import { webServer } from './web-server.ts';

/** A server that runs. */
export interface Server {
  readonly http: string;
  readonly mqtt: string;
  /** Address of the listener without credentials, when it is open. */
  readonly openMqtt: string | undefined;
  /** Address of the listener with TLS, when it is open. */
  readonly mqttTls: string | undefined;
  /** Token of the administrator, at the first start only. */
  readonly administrator: string | undefined;
  readonly demo: string;
  /** Reads the certificates of the TLS listener again. */
  reloadCertificates(): void;
  close(): Promise<void>;
}

/** The address that other machines on the network reach this one under; the loopback one where there is none. */
function reachableHost(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host;
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1';
}

/** A host as it stands in a URL: IPv6 addresses in brackets (RFC 3986 section 3.2.2). */
function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

async function listen(house: House): Promise<{ web: FastifyInstance; addresses: Addresses }> {
  const { config } = house;
  const broker = await openBroker(house);
  const host = reachableHost(config.SUPERILLA_HOST);
  const addresses = {
    publicUrl: '',
    host,
    httpPort: 0,
    mqttPort: broker.port,
    openMqttPort: broker.openPort,
  };
  const web = await webServer(
    house,
    apiPorts(house, () => addresses),
  );
  web.server.on('upgrade', broker.upgrade);
  await web.listen({ host: config.SUPERILLA_HOST, port: config.SUPERILLA_HTTP_PORT });
  addresses.httpPort = (web.server.address() as AddressInfo).port;
  addresses.publicUrl = config.SUPERILLA_PUBLIC_URL ?? `http://${inUrl(host)}:${addresses.httpPort}`;
  return { web, addresses };
}

/** Closes what is given, in order, going on when one fails. */
async function closeAll(steps: readonly (() => Promise<unknown> | unknown)[], log: Logger): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      log.error({ err: error }, 'closing');
    }
  }
}

/** Starts everything on the configured data folder, or says who holds it. Throws where a port is taken or the disk refuses. */
export async function startServer(config: Config, log: Logger): Promise<Server | Holder> {
  const data = config.SUPERILLA_DATA;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(data);
  if (typeof lock !== 'function') return lock;
  const opened: (() => Promise<unknown> | unknown)[] = [lock];
  try {
    const house = await openHouse(config, log);
    opened.unshift(() => house.close());
    const upkeep = startUpkeep(house);
    opened.unshift(() => upkeep.stop());
    const administrator = await house.registry.createAdministrator();
    const { web, addresses } = await listen(house);
    // The broker first: its WebSockets are connections of the web server, which waits for them.
    opened.unshift(
      () => house.broker?.close(),
      () => web.close(),
    );
    const demo = new Demonstration(house, addresses);
    opened.unshift(() => demo.stop());
    const door = await openAdminDoor(house, { path: socketPath(data), demo, addresses: () => addresses });
    opened.unshift(
      () => withdraw(data),
      () => door.close(),
    );
    await finishErasures(house);
    await demo.begin();
    const http = `http://${inUrl(addresses.host)}:${addresses.httpPort}`;
    const mqtt = `mqtt://${inUrl(addresses.host)}:${addresses.mqttPort}`;
    const at = (scheme: string, port: number | undefined) =>
      port === undefined ? undefined : `${scheme}://${inUrl(addresses.host)}:${port}`;
    announce(data, { pid: process.pid, socket: socketPath(data), http, mqtt });
    return {
      http,
      mqtt,
      openMqtt: at('mqtt', addresses.openMqttPort),
      mqttTls: at('mqtts', house.broker?.tlsPort),
      administrator,
      demo: demo.state(),
      reloadCertificates: () => void house.broker?.reloadCertificates(),
      close: () => closeAll(opened, log),
    };
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}
