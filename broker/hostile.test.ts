import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { afterEach, expect, test } from 'vitest';
import { connectPacket, openRaw, publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';

let rig: Rig;
afterEach(() => rig.close());

/** Another client is still served. */
async function expectService(): Promise<void> {
  const kit = await rig.connect('beta');
  await kit.publishAsync('kits/beta/readings', '{}', { qos: 1 });
  await kit.endAsync();
}

test('sockets that stream ten megabytes of one CONNECT are closed, and memory stays', async () => {
  rig = await startRig();
  const inUse = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const header = Buffer.from([0x10, 0x80, 0x80, 0x80, 0x05, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0]);
  const chunk = Buffer.alloc(1_000_000);
  const before = inUse();
  let peak = before;
  const stream = async () => {
    const raw = await rig.raw();
    raw.send(header);
    for (let sent = 0; sent < 10 && !raw.socket.destroyed; sent += 1) {
      raw.socket.write(chunk);
      await Promise.race([delay(20), raw.closed]);
      peak = Math.max(peak, inUse());
    }
    await raw.closed;
  };
  await Promise.all([stream(), stream(), stream(), stream()]);
  expect(peak - before).toBeLessThan(12e6);
  await expectService();
});

test('a packet may have 64 KiB and no more, a CONNECT 8 KiB', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(publishPacket(1, { payload: Buffer.alloc(65_000) }));
  await until(() => raw.count('puback') === 1);
  raw.send(publishPacket(2, { payload: Buffer.alloc(65_536) }));
  await raw.closed;
  expect(rig.accepted).toHaveLength(1);
  const large = await rig.raw();
  large.send(connectPacket('alpha', { password: Buffer.alloc(9_000, 'x') }));
  await large.closed;
  expect(large.received).toEqual([]);
});

test.each<[string, Packet | Buffer]>([
  ['a topic of more than a hundred levels', publishPacket(1, { topic: 'kits/alpha/'.repeat(80) })],
  ['a topic with U+0000', publishPacket(1, { topic: 'kits/alpha/\0' })],
  ['a second CONNECT', connectPacket('alpha')],
  ['a CONNACK', { cmd: 'connack', returnCode: 0, sessionPresent: false }],
  ['QoS 3', Buffer.from([0x36, 5, 0, 1, 0x61, 0, 1])],
  ['packet identifier 0', Buffer.from([0x32, 5, 0, 1, 0x61, 0, 0])],
  ['no room for a packet identifier', Buffer.from([0x32, 3, 0, 1, 0x61, 0x00, 0x01])],
  ['an empty topic', Buffer.from([0x30, 2, 0, 0])],
  ['a wildcard in a topic', Buffer.from([0x30, 3, 0, 1, 0x23])],
  ['an endless length', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ['a deep filter', { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a/'.repeat(200), qos: 0 }] }],
])('%s closes the connection and nothing else', async (_what, packet) => {
  rig = await startRig();
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(packet);
  await raw.closed;
  expect(rig.accepted).toHaveLength(0);
  await expectService();
});

test('a packet before the CONNECT closes the connection', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  raw.send(publishPacket(1));
  await raw.closed;
  expect(rig.accepted).toHaveLength(0);
});

test('a packet that arrives byte by byte is one packet', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  const bytes = Buffer.concat([connectPacket('alpha'), publishPacket(3)].map((p) => mqttPacket.generate(p)));
  for (const byte of bytes) {
    raw.send(Buffer.from([byte]));
    await delay(1);
  }
  await until(() => raw.count('puback') === 1);
});

test('whatever bytes come, before and after a CONNECT, the broker serves the others', async () => {
  rig = await startRig();
  const hello = mqttPacket.generate(connectPacket('alpha'));
  const publish = mqttPacket.generate(publishPacket(7));
  const damaged = fc
    .tuple(fc.nat(hello.length + publish.length - 1), fc.nat(255))
    .map(([at, value]) => Buffer.concat([hello, publish]).fill(value, at, at + 1));
  const typed = fc
    .tuple(fc.nat(255), fc.uint8Array({ maxLength: 100 }))
    .map(([type, body]) => Buffer.concat([hello, Buffer.from([type, body.length]), body]));
  const noise = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const samples = fc.sample(fc.oneof(damaged, typed, noise), { numRuns: 2_000, seed: 20 });
  const inBatches = Array.from({ length: 20 }, (_, i) => samples.slice(i * 100, i * 100 + 100));
  for (const batch of inBatches) {
    const raws = await Promise.all(batch.map(() => openRaw(rig.broker.port)));
    for (const [i, raw] of raws.entries()) raw.send(batch[i] ?? hello);
    await delay(5);
    for (const raw of raws) raw.socket.destroy();
  }
  await expectService();
  await until(() => rig.broker.connections === 0);
}, 60_000);

test('a fault in the house closes the client whose message met it, and is told', async () => {
  const warnings: string[] = [];
  rig = await startRig({
    log: { warn: (_, text) => warnings.push(text), info: () => {}, debug: () => {} },
    ports: {
      accept: (envelope, _verdict, done) => {
        if (envelope.topic.startsWith('kits/alpha/')) throw new Error('a bug');
        done();
      },
    },
  });
  for (const qos of [0, 1, 2] as const) {
    const raw = await rig.raw();
    const will = { topic: 'kits/alpha/status', payload: Buffer.from('gone'), qos: 0, retain: false };
    await raw.login('alpha', { will });
    raw.send(publishPacket(qos, { qos }));
    await raw.closed;
  }
  expect(warnings).toHaveLength(6);
  await expectService();
});
