import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectPacket, publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';

let rig: Rig;
let server: Server;
let clients: MqttClient[] = [];
let sockets: WebSocket[] = [];
afterEach(async () => {
  for (const client of clients) client.end(true);
  for (const socket of sockets) socket.terminate();
  clients = [];
  sockets = [];
  await rig.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function start(options: Parameters<typeof startRig>[0] = {}): Promise<void> {
  rig = await startRig(options);
  server = createServer((_, response) => response.end('page'));
  server.on('upgrade', rig.broker.upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

const url = (path = '/mqtt') => `ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

async function connect(kit: string, more: IClientOptions = {}): Promise<MqttClient> {
  const credentials = { username: kit, password: `${kit}-secret` };
  const client = await mqtt.connectAsync(url(), { ...credentials, reconnectPeriod: 0, ...more });
  client.on('error', () => {});
  clients.push(client);
  return client;
}

/** A WebSocket that speaks MQTT packets as they are. */
async function openSocket(path?: string, protocol: string | string[] = 'mqtt', headers = {}) {
  const socket = new WebSocket(url(path), protocol, { headers });
  sockets.push(socket);
  const received: Packet[] = [];
  const parser = mqttPacket.parser();
  parser.on('packet', (packet: Packet) => received.push(packet));
  socket.on('message', (data: Buffer) => parser.parse(data));
  socket.on('error', () => {});
  let code = 0;
  socket.on('close', (closed) => {
    code = closed;
  });
  await once(socket, 'open');
  return { socket, received, closedWith: () => code };
}

const bytes = (...packets: Packet[]) => Buffer.concat(packets.map((packet) => mqttPacket.generate(packet)));

test('mqtt.js publishes and subscribes over a WebSocket as over TCP', async () => {
  await start();
  const kit = await connect('alpha');
  const heard: string[] = [];
  kit.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
  await kit.subscribeAsync('kits/alpha/receipts');
  for (const qos of [0, 1, 2] as const)
    await kit.publishAsync('kits/alpha/readings', `{"q":${qos}}`, { qos });
  await until(() => rig.accepted.length === 3);
  expect(rig.accepted.map(({ envelope }) => envelope.sender)).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'kit', kit: 'alpha' })),
  );
  rig.broker.publish('kits/alpha/receipts', 'r');
  await until(() => heard.length === 1);
  rig.broker.disconnect('alpha');
  await until(() => !kit.connected);
  await until(() => rig.broker.connections === 0);
});

test('credentials decide, not the origin, also where there is an open listener', async () => {
  await start({ openPort: 0 });
  await expect(connect('alpha', { password: 'x' })).rejects.toMatchObject({ code: 4 });
  await expect(mqtt.connectAsync(url(), { reconnectPeriod: 0 })).rejects.toMatchObject({ code: 5 });
  const { socket, received } = await openSocket('/mqtt', 'mqtt', { origin: 'https://elsewhere.example' });
  socket.send(bytes(connectPacket('alpha')));
  await until(() => received.length === 1);
  expect(received[0]).toMatchObject({ cmd: 'connack', returnCode: 0 });
});

test('the subprotocol is mqtt, the path /mqtt, and other requests are answered as ever', async () => {
  await start();
  const { socket } = await openSocket('/mqtt?a=1', ['chat', 'mqtt']);
  expect(socket.protocol).toBe('mqtt');
  for (const [path, protocol] of [
    ['/mqtt', 'mqttv3.1'],
    ['/mqtt', []],
    ['/other', 'mqtt'],
  ] as const)
    await expect(
      once(new WebSocket(url(path), protocol as string), 'open'),
      `${path} ${protocol}`,
    ).rejects.toThrow(path === '/mqtt' ? /400/ : /404/);
  expect(await (await fetch(url('/').replace('ws:', 'http:'))).text()).toBe('page');
});

test('packets may be split and joined in any way, text frames end the connection', async () => {
  await start();
  const { socket, received, closedWith } = await openSocket();
  const all = bytes(connectPacket('alpha'), publishPacket(1), publishPacket(2));
  for (let at = 0; at < all.length; at += 7) socket.send(all.subarray(at, at + 7));
  socket.send(bytes(publishPacket(3), publishPacket(4), publishPacket(5)));
  await until(() => received.filter(({ cmd }) => cmd === 'puback').length === 5);
  socket.send('text');
  await until(() => closedWith() !== 0);
  expect(closedWith()).toBe(1003);
});

test('a large CONNECT, a large packet and a larger message are not kept', async () => {
  await start();
  const before = await openSocket();
  before.socket.send(bytes(connectPacket('alpha', { password: Buffer.alloc(9_000, 'x') })));
  await until(() => before.closedWith() !== 0);
  expect(before.received).toEqual([]);
  const packet = await openSocket();
  packet.socket.send(bytes(connectPacket('alpha')));
  packet.socket.send(bytes(publishPacket(1, { payload: Buffer.alloc(65_536) })));
  await until(() => packet.closedWith() !== 0);
  const message = await openSocket();
  message.socket.send(bytes(connectPacket('alpha')));
  message.socket.send(Buffer.alloc(300_000));
  await until(() => message.closedWith() !== 0);
  expect(message.closedWith()).toBe(1009);
  expect(rig.accepted).toHaveLength(0);
});

test('a stalled house holds exactly a hundred messages, and takes the others after release', async () => {
  await start();
  rig.finishing = false;
  const { socket, received } = await openSocket();
  socket.send(bytes(connectPacket('alpha')));
  for (let id = 1; id <= 5_000; id += 1) socket.send(bytes(publishPacket(id)));
  await until(() => rig.accepted.length >= 100);
  await delay(100);
  expect(rig.accepted).toHaveLength(100);
  rig.finishing = true;
  for (const { done } of rig.accepted.slice(0, 100)) done();
  await until(() => received.filter(({ cmd }) => cmd === 'puback').length === 5_000);
});

test('pings of one who reads nothing do not fill memory', async () => {
  await start();
  const { socket } = await openSocket();
  let pongs = 0;
  socket.on('pong', () => {
    pongs += 1;
  });
  socket.ping('a');
  await until(() => pongs === 1);
  socket.send(bytes(connectPacket('alpha')));
  await until(() => rig.broker.connections === 1);
  socket.pause();
  const payload = Buffer.alloc(125);
  for (let round = 0; round < 400 && rig.broker.connections === 1; round += 1) {
    for (let n = 0; n < 500; n += 1) socket.ping(payload);
    await delay(5);
  }
  await until(() => rig.broker.connections === 0);
}, 20_000);

test('WebSockets count as connections, wait for nobody at the end, and their wills go out', async () => {
  await start({ limits: { maxConnections: 1 } });
  const will = { topic: 'kits/alpha/status', payload: Buffer.from('gone'), qos: 0 as const, retain: false };
  const kit = await connect('alpha', { will });
  await expect(once(new WebSocket(url(), 'mqtt'), 'open')).rejects.toThrow();
  expect(rig.broker.counters.refusedConnections).toBe(1);
  (kit.stream as unknown as { destroy(): void }).destroy();
  await until(() => rig.accepted.length === 1);
  expect(String(rig.accepted[0]?.envelope.payload)).toBe('gone');
  await until(() => rig.broker.connections === 0);
  const late = await connect('beta');
  await rig.broker.close();
  await until(() => !late.connected);
  await expect(once(new WebSocket(url(), 'mqtt'), 'open')).rejects.toThrow();
});
