import mqtt from 'mqtt';
import { afterEach, expect, test } from 'vitest';
import {
  connectPacket,
  openRaw,
  publishPacket,
  type RawClient,
  type Rig,
  startRig,
  until,
} from './broker.test-kit.ts';

let rig: Rig;
afterEach(() => rig.close());

/** The CONNACK that a CONNECT gets. */
async function answer(kit: string, more: object = {}): Promise<number | undefined> {
  const raw = await rig.raw();
  raw.send(connectPacket(kit, more));
  await Promise.race([until(() => raw.count('connack') === 1), raw.closed]);
  const connack = raw.received.find((packet) => packet.cmd === 'connack');
  return connack?.cmd === 'connack' ? connack.returnCode : undefined;
}

async function isAlive(raw: RawClient): Promise<boolean> {
  const before = raw.count('pingresp');
  raw.send({ cmd: 'pingreq' });
  await Promise.race([until(() => raw.count('pingresp') > before), raw.closed]);
  return raw.count('pingresp') > before;
}

test('MQTT 3.1 and 3.1.1 are spoken; MQTT 5 is answered with return code 1', async () => {
  rig = await startRig();
  expect(await answer('alpha')).toBe(0);
  expect(await answer('alpha', { protocolId: 'MQIsdp', protocolVersion: 3 })).toBe(0);
  const raw = await rig.raw();
  const bytes: number[] = [];
  raw.socket.on('data', (chunk) => bytes.push(...chunk));
  raw.send(connectPacket('alpha', { protocolVersion: 5 }));
  await raw.closed;
  expect(bytes).toEqual([0x20, 2, 0, 1]);
});

test('no credentials get return code 5, wrong ones 4, and the log has each once', async () => {
  const warnings: string[] = [];
  const log = { warn: (_: object, text: string) => warnings.push(text), info: () => {}, debug: () => {} };
  rig = await startRig({ log });
  expect(await answer('alpha', { username: undefined, password: undefined })).toBe(5);
  expect(await answer('alpha', { password: Buffer.from('guess') })).toBe(4);
  expect(await answer('nobody')).toBe(4);
  expect(rig.broker.counters.refusedLogins).toBe(3);
  expect(warnings).toEqual([
    'connection refused: no credentials',
    'connection refused: bad user name or password',
  ]);
});

test('while nothing can be acknowledged, new clients get return code 3', async () => {
  let stalled = true;
  rig = await startRig({ ports: { unavailable: () => stalled } });
  expect(await answer('alpha')).toBe(3);
  stalled = false;
  expect(await answer('alpha')).toBe(0);
});

test('a second client with the same id and right credentials takes the place of the first', async () => {
  rig = await startRig();
  const first = await rig.raw();
  await first.login('alpha', { clientId: 'same' });
  const second = await rig.raw();
  await second.login('alpha', { clientId: 'same' });
  await first.closed;
  expect(await isAlive(second)).toBe(true);
});

test('wrong credentials do not end the client whose id they claim', async () => {
  rig = await startRig();
  const first = await rig.raw();
  await first.login('alpha', { clientId: 'same' });
  expect(await answer('alpha', { clientId: 'same', password: Buffer.from('guess') })).toBe(4);
  expect(await isAlive(first)).toBe(true);
});

test('two kits may use the same client id', async () => {
  rig = await startRig();
  const first = await rig.raw();
  await first.login('alpha', { clientId: 'esp32' });
  const second = await rig.raw();
  await second.login('beta', { clientId: 'esp32' });
  expect(await isAlive(first)).toBe(true);
  expect(await isAlive(second)).toBe(true);
});

test('an empty client id needs a clean session', async () => {
  rig = await startRig();
  expect(await answer('alpha', { clientId: '', clean: true })).toBe(0);
  const bytes = connectBytesWithoutId();
  const raw = await rig.raw();
  raw.send(bytes);
  await raw.closed;
  const [connack] = raw.received;
  expect(connack).toMatchObject({ cmd: 'connack', returnCode: 2 });
});

/** mqtt-packet refuses to write this one. */
function connectBytesWithoutId(): Buffer {
  const text = (s: string) => Buffer.concat([Buffer.from([0, s.length]), Buffer.from(s)]);
  const fields = [
    text('MQTT'),
    Buffer.from([4, 0b1100_0000, 0, 60]),
    text(''),
    text('alpha'),
    text('alpha-secret'),
  ];
  const body = Buffer.concat(fields);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

test('a client id may be long, but not without end', async () => {
  rig = await startRig();
  expect(await answer('alpha', { clientId: 'x'.repeat(256) })).toBe(0);
  expect(await answer('alpha', { clientId: 'x'.repeat(257) })).toBe(2);
});

test('names of object properties are client ids like others', async () => {
  rig = await startRig();
  for (const clientId of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const raw = await rig.raw();
    await raw.login('alpha', { clientId, clean: false });
    raw.send(publishPacket(1, { topic: `kits/alpha/${clientId}` }), publishPacket(2, { qos: 2 }));
    await until(() => raw.count('puback') === 1 && raw.count('pubrec') === 1);
    const again = await rig.raw();
    await again.login('alpha', { clientId, clean: false });
    await raw.closed;
  }
});

test('the open listener asks for no credentials and says so', async () => {
  rig = await startRig({ openPort: 0 });
  const { openPort } = rig.broker;
  const kit = await mqtt.connectAsync({ host: '127.0.0.1', port: openPort ?? 0, reconnectPeriod: 0 });
  await kit.publishAsync('open/readings', '1', { qos: 1 });
  expect(rig.accepted[0]?.envelope.sender).toEqual({ kind: 'open' });
  await kit.endAsync();
});

test('connections beyond the total are closed unheard', async () => {
  rig = await startRig({ limits: { maxConnections: 2 } });
  const kept = [await rig.raw(), await rig.raw()];
  for (const [i, raw] of kept.entries()) await raw.login('alpha', { clientId: `${i}` });
  const third = await openRaw(rig.broker.port);
  await third.closed;
  expect(rig.broker.connections).toBe(2);
  expect(rig.broker.counters.refusedConnections).toBe(1);
  kept[0]?.socket.destroy();
  await until(() => rig.broker.connections === 1);
  expect(await answer('alpha')).toBe(0);
});

test('a socket that sends no CONNECT is closed', async () => {
  rig = await startRig({ limits: { connectTimeoutMs: 100 } });
  const raw = await rig.raw();
  await raw.closed;
});

test('a client that is silent beyond its keepalive is closed, and its will is taken in', async () => {
  rig = await startRig();
  const will = { topic: 'kits/alpha/status', payload: Buffer.from('gone'), qos: 1, retain: true };
  const raw = await rig.raw();
  await raw.login('alpha', { keepalive: 1, will });
  await raw.closed;
  await until(() => rig.accepted.length === 1);
  expect(rig.accepted[0]?.envelope).toMatchObject({
    topic: 'kits/alpha/status',
    sender: { kind: 'kit', kit: 'alpha' },
    retained: true,
    packetId: 0,
  });
});

test('a will reaches subscribers who may see it, a foreign one nobody, and a farewell takes it back', async () => {
  rig = await startRig();
  const listener = await rig.connect('beta');
  const heard: string[] = [];
  listener.on('message', (topic) => heard.push(topic));
  await listener.subscribeAsync(['city/#', 'kits/beta/#']);
  const die = async (topic: string) => {
    const raw = await rig.raw();
    await raw.login('alpha', {
      clientId: topic,
      will: { topic, payload: Buffer.from('x'), qos: 0, retain: false },
    });
    raw.socket.destroy();
  };
  await die('kits/beta/forged');
  await until(() => rig.accepted.length === 1);
  expect(rig.accepted[0]?.verdict).toBe('foreign');
  await die('city/status');
  await until(() => heard.length === 1);
  expect(heard).toEqual(['city/status']);
  const polite = await rig.connect('alpha', {
    will: { topic: 'city/bye', payload: Buffer.from('x'), qos: 0 },
  });
  await polite.endAsync();
  await until(() => rig.broker.connections === 1);
  expect(rig.accepted).toHaveLength(2);
});

test.each([
  ['larger than 4 KiB', { topic: 'city/x', payload: Buffer.alloc(4_097) }],
  ['with a wildcard', { topic: 'city/+', payload: Buffer.from('x') }],
  ['nested too deeply', { topic: 'city/'.repeat(40), payload: Buffer.from('x') }],
])('a will %s is dropped, its client let in', async (_what, will) => {
  rig = await startRig();
  const raw = await rig.raw();
  await raw.login('alpha', { will: { ...will, qos: 0, retain: false } });
  expect(rig.broker.counters.droppedWills).toBe(1);
  raw.socket.destroy();
  await until(() => rig.broker.connections === 0);
  expect(rig.accepted).toHaveLength(0);
});

test('disconnecting a kit ends all its sessions at once, without wills, and forgets them', async () => {
  rig = await startRig();
  const will = { topic: 'kits/alpha/status', payload: Buffer.from('gone'), qos: 0 as const, retain: false };
  const kit = await rig.connect('alpha', { clean: false, clientId: 'k', will });
  await kit.subscribeAsync('kits/alpha/receipts', { qos: 1 });
  const second = await rig.raw();
  await second.login('alpha', { clientId: 'second' });
  const other = await rig.raw();
  await other.login('beta');
  const gone = new Promise<void>((resolve) => kit.once('close', () => resolve()));
  rig.broker.disconnect('alpha');
  await Promise.all([gone, second.closed]);
  expect(rig.broker.hasListener('kits/alpha/receipts')).toBe(false);
  expect(await isAlive(other)).toBe(true);
  expect(rig.accepted).toHaveLength(0);
  const back = await rig.raw();
  await back.login('alpha', { clean: false, clientId: 'k' });
  expect(back.received[0]).toMatchObject({ cmd: 'connack', sessionPresent: false });
});

test('a port that is taken is an error, and leaves nothing listening', async () => {
  rig = await startRig();
  await expect(startRig({ openPort: rig.broker.port })).rejects.toThrow('EADDRINUSE');
});
