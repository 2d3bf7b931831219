import { afterEach, expect, test } from 'vitest';
import { connectPacket, type RawClient, type Rig, startRig, until } from './broker.test-kit.ts';
import { publish, sessionPresent, subscribe } from './speaking.test-kit.ts';

/** How clients come and go, as Eclipse Paho's interoperability suite asks it of an MQTT 3.1.1 broker, in our words. */

let rig: Rig;
afterEach(() => rig.close());

/** A raw client that is connected as alpha, or as another kit. */
async function client(clientId: string, more: object = {}, kit = 'alpha'): Promise<RawClient> {
  const raw = await rig.raw();
  await raw.login(kit, { clientId, ...more });
  return raw;
}

test('a clean session ends the one before it and leaves none behind [MQTT-3.1.2-6]', async () => {
  rig = await startRig();
  const kept = await client('k', { clean: false });
  await subscribe(kept, ['city/a', 1]);
  kept.socket.destroy();
  await until(() => rig.broker.connections === 0);
  const clean = await client('k', { clean: true });
  expect(sessionPresent(clean)).toBe(false);
  await subscribe(clean, ['city/b', 1]);
  clean.socket.destroy();
  await until(() => rig.broker.connections === 0);
  const again = await client('k', { clean: false });
  expect(sessionPresent(again)).toBe(false);
  expect(rig.broker.hasListener('city/a')).toBe(false);
  expect(rig.broker.hasListener('city/b')).toBe(false);
});

test('a client silent for one and a half times its keepalive is closed [MQTT-3.1.2-24]; PINGREQs keep it', async () => {
  rig = await startRig();
  const begin = Date.now();
  const [silent, alive] = [await client('silent', { keepalive: 1 }), await client('alive', { keepalive: 1 })];
  const beat = setInterval(() => alive.send({ cmd: 'pingreq' }), 300);
  await silent.closed;
  clearInterval(beat);
  expect(Date.now() - begin).toBeGreaterThan(1_400);
  expect(Date.now() - begin).toBeLessThan(3_000);
  expect(alive.socket.destroyed).toBe(false);
  expect(alive.count('pingresp')).toBeGreaterThan(2);
});

test('two clients with an empty id and clean sessions are two clients [MQTT-3.1.3-6]', async () => {
  rig = await startRig();
  const [one, two] = [await client('', { clean: true }), await client('', { clean: true })];
  for (const raw of [one, two]) await publish(raw, 'city/a', { qos: 1 });
  expect(rig.broker.connections).toBe(2);
});

test.each<[string, object, number]>([
  ['a client id that is too long gets return code 2', { clientId: 'x'.repeat(257) }, 2],
  ['an unknown protocol level gets return code 1 [MQTT-3.1.2-2]', { protocolVersion: 5 }, 1],
])('%s', async (_, more, returnCode) => {
  rig = await startRig();
  const raw = await rig.raw();
  const bytes: number[] = [];
  raw.socket.on('data', (chunk) => bytes.push(...chunk));
  raw.send(connectPacket('alpha', more));
  await raw.closed;
  expect(bytes.slice(0, 4)).toEqual([0x20, 2, 0, returnCode]);
});

test.each([
  ['another protocol name', [0x10, 12, 0, 4, 0x48, 0x54, 0x54, 0x50, 4, 2, 0, 60, 0, 0]],
  [
    'the reserved bit of the connect flags set [MQTT-3.1.2-3]',
    [0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 3, 0, 60, 0, 0],
  ],
  ['a protocol level of 9', [0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 9, 2, 0, 60, 0, 0]],
])('a CONNECT with %s is not let in and ends its connection', async (_, bytes) => {
  rig = await startRig();
  const raw = await rig.raw();
  raw.send(Buffer.from(bytes));
  await raw.closed;
  expect(raw.received.filter((packet) => packet.cmd === 'connack' && packet.returnCode === 0)).toEqual([]);
  expect(rig.accepted).toEqual([]);
});
