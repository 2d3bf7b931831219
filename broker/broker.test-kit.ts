import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import mqttPacket, { type Packet } from 'mqtt-packet';
import type { Envelope } from '../domain/envelope.ts';
import type { Broker, BrokerPorts, TopicVerdict } from './contract.ts';
import { type BrokerOptions, startBroker } from './start-broker.ts';

/** A message that reached the house, and how to finish it. */
export interface Accepted {
  readonly envelope: Envelope;
  readonly verdict: TopicVerdict;
  readonly done: () => void;
}

/** A broker on free ports with two kits, `alpha` and `beta`, whose passwords are `<kit>-secret`. */
export interface Rig {
  readonly broker: Broker;
  readonly accepted: Accepted[];
  /** Finishes messages at once while true. */
  finishing: boolean;
  connect(kit: string, options?: IClientOptions): Promise<MqttClient>;
  raw(): Promise<RawClient>;
  close(): Promise<void>;
}

/** Kits publish and subscribe below `kits/<kit>/`, everybody may listen to `city/…`, the open door takes `open/…`. */
const PORTS: Omit<BrokerPorts, 'accept'> = {
  authenticate: ({ username, password, listener }) => {
    if (listener === 'open') return { kind: 'open' };
    const known = username === 'alpha' || username === 'beta';
    return known && password === `${username}-secret` ? { kind: 'kit', kit: username } : undefined;
  },
  judgePublish: (sender, topic) => {
    const own = sender.kind === 'kit' ? `kits/${sender.kit}/` : 'open/';
    return topic.startsWith(own) || topic.startsWith('city/') ? 'ingest' : 'foreign';
  },
  maySubscribe: (sender, filter) =>
    filter.startsWith('city/') || (sender.kind === 'kit' && filter.startsWith(`kits/${sender.kit}/`)),
};

/** Starts a rig. `ports` replaces single answers of the house. */
export async function startRig(
  options: Partial<Pick<BrokerOptions, 'limits' | 'log' | 'openPort' | 'tls'>> & {
    ports?: Partial<BrokerPorts>;
  } = {},
): Promise<Rig> {
  const accepted: Accepted[] = [];
  const clients: MqttClient[] = [];
  const raws: RawClient[] = [];
  const accept: BrokerPorts['accept'] = (envelope, verdict, done) => {
    accepted.push({ envelope, verdict, done });
    if (rig.finishing) done();
  };
  const { ports, ...rest } = options;
  const broker = await startBroker({
    host: '127.0.0.1',
    port: 0,
    ...rest,
    ports: { ...PORTS, accept, ...ports },
  });
  const rig: Rig = {
    broker,
    accepted,
    finishing: true,
    async connect(kit, more = {}) {
      const client = await mqtt.connectAsync({
        host: '127.0.0.1',
        port: broker.port,
        username: kit,
        password: `${kit}-secret`,
        reconnectPeriod: 0,
        ...more,
      });
      client.on('error', () => {});
      clients.push(client);
      return client;
    },
    async raw() {
      const raw = await openRaw(broker.port);
      raws.push(raw);
      return raw;
    },
    async close() {
      for (const client of clients) client.end(true);
      for (const raw of raws) raw.socket.destroy();
      await broker.close();
    },
  };
  return rig;
}

/** A socket that speaks MQTT packets as they are. */
export interface RawClient {
  readonly socket: Socket;
  readonly received: Packet[];
  /** Sends all packets in one write. */
  send(...packets: (Packet | Buffer)[]): void;
  /** Connects as a kit. */
  login(kit: string, more?: object): Promise<void>;
  count(cmd: string): number;
  readonly closed: Promise<void>;
}

/** Opens a raw client to a port of this machine, by its loopback address or another one. */
export async function openRaw(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = openSocket(port, host);
  const received: Packet[] = [];
  const parser = mqttPacket.parser();
  parser.on('packet', (packet: Packet) => received.push(packet));
  socket.on('data', (bytes: Buffer) => parser.parse(bytes));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const raw: RawClient = {
    socket,
    received,
    closed,
    send: (...packets) => {
      socket.write(Buffer.concat(packets.map((p) => (Buffer.isBuffer(p) ? p : mqttPacket.generate(p)))));
    },
    login: async (kit, more = {}) => {
      raw.send(connectPacket(kit, more));
      await until(() => raw.count('connack') === 1);
    },
    count: (cmd) => received.filter((packet) => packet.cmd === cmd).length,
  };
  return raw;
}

/** A CONNECT of a kit with its right credentials. */
export function connectPacket(kit: string, more: object = {}): Packet {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    clientId: 'raw',
    keepalive: 60,
    username: kit,
    password: Buffer.from(`${kit}-secret`),
    ...more,
  };
}

/** A PUBLISH; QoS 0 for identifier 0. */
export function publishPacket(messageId: number, more: object = {}): Packet {
  const qos = messageId === 0 ? 0 : 1;
  const base = { cmd: 'publish', topic: 'kits/alpha/readings', payload: Buffer.from(`{"n":${messageId}}`) };
  return { ...base, qos, dup: false, retain: false, messageId, ...more } as Packet;
}

/** Waits until something holds; fails after ten seconds. */
export async function until(holds: () => boolean, what = 'what was waited for'): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await delay(5);
  }
}
