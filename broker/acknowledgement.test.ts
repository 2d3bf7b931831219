import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { connectPacket, publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';

let rig: Rig;
afterEach(() => rig.close());

const idsOf = (packets: readonly object[], cmd: string) =>
  packets.flatMap((p) => ('cmd' in p && p.cmd === cmd && 'messageId' in p ? [p.messageId] : []));

test('a PUBACK waits until the house is done with the message', async () => {
  rig = await startRig();
  rig.finishing = false;
  const kit = await rig.connect('alpha');
  let acknowledged = false;
  const publishing = kit.publishAsync('kits/alpha/readings', '{"t":1}', { qos: 1 }).then(() => {
    acknowledged = true;
  });
  await until(() => rig.accepted.length === 1);
  await delay(100);
  expect(acknowledged).toBe(false);
  rig.accepted[0]?.done();
  await publishing;
});

test('the envelope says what came, from whom and how', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  await raw.login('alpha');
  const before = Date.now();
  raw.send(publishPacket(77, { dup: true, retain: true, payload: Buffer.from('{"t":1}') }));
  await until(() => rig.accepted.length === 1);
  const { envelope, verdict } = rig.accepted[0] ?? {};
  expect(verdict).toBe('ingest');
  expect(envelope).toMatchObject({
    transport: 'mqtt',
    topic: 'kits/alpha/readings',
    headers: {},
    sender: { kind: 'kit', kit: 'alpha' },
    retained: true,
    dup: true,
    packetId: 77,
  });
  expect(envelope?.payload.toString()).toBe('{"t":1}');
  expect(envelope?.received).toBeGreaterThanOrEqual(before);
});

test('acknowledgements keep the order of arrival when the house finishes in reverse', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(...Array.from({ length: 30 }, (_, i) => publishPacket(i + 1)));
  await until(() => rig.accepted.length === 30);
  for (const { done } of rig.accepted.toReversed()) done();
  await until(() => raw.count('puback') === 30);
  expect(idsOf(raw.received, 'puback')).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

test('a message that is never finished holds its own client only, and pings are answered meanwhile', async () => {
  rig = await startRig();
  rig.finishing = false;
  const stuck = await rig.raw();
  await stuck.login('alpha');
  stuck.send(publishPacket(1), publishPacket(2));
  await until(() => rig.accepted.length === 2);
  rig.accepted[1]?.done();
  rig.finishing = true;
  const other = await rig.connect('beta');
  await other.publishAsync('kits/beta/readings', '{}', { qos: 1 });
  stuck.send({ cmd: 'pingreq' });
  await until(() => stuck.count('pingresp') === 1);
  expect(stuck.count('puback')).toBe(0);
  rig.accepted[0]?.done();
  await until(() => stuck.count('puback') === 2);
  expect(idsOf(stuck.received, 'puback')).toEqual([1, 2]);
});

test('finishing a message twice acknowledges it once', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(publishPacket(1), publishPacket(2));
  await until(() => rig.accepted.length === 2);
  rig.accepted[0]?.done();
  rig.accepted[0]?.done();
  rig.accepted[1]?.done();
  await until(() => raw.count('puback') === 2);
  await delay(30);
  expect(idsOf(raw.received, 'puback')).toEqual([1, 2]);
});

test('a thousand messages in the same write as the CONNECT are all acknowledged', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  raw.send(connectPacket('alpha'), ...Array.from({ length: 1_000 }, (_, i) => publishPacket(i + 1)));
  await until(() => raw.count('puback') === 1_000);
  expect(rig.accepted).toHaveLength(1_000);
});

test('a client that dies before its PUBACK may send the message again', async () => {
  rig = await startRig();
  rig.finishing = false;
  const first = await rig.raw();
  await first.login('alpha');
  first.send(publishPacket(9));
  await until(() => rig.accepted.length === 1);
  first.socket.destroy();
  await until(() => rig.broker.connections === 0);
  rig.accepted[0]?.done();
  rig.finishing = true;
  const second = await rig.raw();
  await second.login('alpha');
  second.send(publishPacket(9, { dup: true }));
  await until(() => second.count('puback') === 1);
  expect(rig.accepted.map(({ envelope }) => envelope.dup)).toEqual([false, true]);
});

test('a foreign publish is acknowledged, handed on as foreign and reaches nobody', async () => {
  rig = await startRig();
  const victim = await rig.connect('beta');
  const heard: string[] = [];
  victim.on('message', (topic) => heard.push(topic));
  await victim.subscribeAsync('kits/beta/receipts');
  const kit = await rig.connect('alpha');
  await kit.publishAsync('kits/beta/receipts', 'forged', { qos: 1 });
  await kit.publishAsync('$SYS/broker/x', 'forged', { qos: 1 });
  expect(rig.accepted.map(({ verdict }) => verdict)).toEqual(['foreign', 'foreign']);
  await delay(50);
  expect(heard).toEqual([]);
});

test('a QoS 2 message is finished by the house before PUBREC, and taken once', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(publishPacket(5, { qos: 2 }));
  await until(() => rig.accepted.length === 1);
  await delay(50);
  expect(raw.count('pubrec')).toBe(0);
  rig.accepted[0]?.done();
  await until(() => raw.count('pubrec') === 1);
  raw.send(publishPacket(5, { qos: 2, dup: true }));
  await until(() => raw.count('pubrec') === 2);
  raw.send({ cmd: 'pubrel', messageId: 5 });
  await until(() => raw.count('pubcomp') === 1);
  expect(rig.accepted).toHaveLength(1);
  raw.send(publishPacket(5, { qos: 2 }));
  await until(() => rig.accepted.length === 2);
});

test('a QoS 2 message of an unclean session is taken once across a reconnect', async () => {
  rig = await startRig();
  const first = await rig.raw();
  await first.login('alpha', { clean: false });
  first.send(publishPacket(6, { qos: 2 }));
  await until(() => first.count('pubrec') === 1);
  first.socket.destroy();
  await until(() => rig.broker.connections === 0);
  const second = await rig.raw();
  await second.login('alpha', { clean: false });
  second.send(publishPacket(6, { qos: 2, dup: true }), { cmd: 'pubrel', messageId: 6 });
  await until(() => second.count('pubcomp') === 1);
  expect(rig.accepted).toHaveLength(1);
});

test('mqtt.js publishes at every QoS', async () => {
  rig = await startRig();
  const kit = await rig.connect('alpha');
  for (const qos of [0, 1, 2] as const) await kit.publishAsync('kits/alpha/readings', `${qos}`, { qos });
  await until(() => rig.accepted.length === 3);
  expect(rig.accepted.map(({ envelope }) => `${envelope.payload}`)).toEqual(['0', '1', '2']);
});

test('a kept message is not retained for later subscribers', async () => {
  rig = await startRig();
  const kit = await rig.connect('alpha');
  await kit.publishAsync('kits/alpha/readings', 'old', { qos: 1, retain: true });
  const heard: string[] = [];
  kit.on('message', (_topic, payload) => heard.push(payload.toString()));
  await kit.subscribeAsync('kits/alpha/readings');
  await kit.publishAsync('kits/alpha/readings', 'new', { qos: 1, retain: true });
  await until(() => heard.length > 0);
  expect(heard).toEqual(['new']);
});

test('acknowledgements that are held leave before the broker closes', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha', { will: { topic: 'kits/alpha/status', payload: 'gone', qos: 0, retain: false } });
  raw.send(publishPacket(1));
  await until(() => rig.accepted.length === 1);
  const closing = rig.broker.close();
  await delay(50);
  rig.accepted[0]?.done();
  await closing;
  await raw.closed;
  expect(raw.count('puback')).toBe(1);
  expect(rig.accepted).toHaveLength(1);
});
