import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';

let rig: Rig;
afterEach(() => rig.close());

/** Finishes what was accepted in steps of the given size until `total` messages have been. */
async function finishAll(total: number, step: number): Promise<void> {
  let finished = 0;
  while (finished < total) {
    await until(() => rig.accepted.length > finished, `message ${finished} of ${total}`);
    for (const { done } of rig.accepted.slice(finished, finished + step)) {
      done();
      finished += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.each([
  { qos: 0, name: 'QoS 0' },
  { qos: 1, name: 'QoS 1' },
])('a stalled house and $name', ({ qos }) => {
  const message = (n: number) =>
    publishPacket(qos === 0 ? 0 : (n % 60_000) + 1, { payload: Buffer.alloc(150) });

  test('holds exactly a hundred messages of a flood, and takes 20,000 of 20,000 after release', async () => {
    rig = await startRig();
    rig.finishing = false;
    const raw = await rig.raw();
    await raw.login('alpha');
    raw.send(...Array.from({ length: 20_000 }, (_, i) => message(i)));
    await until(() => rig.accepted.length >= 100);
    await delay(150);
    expect(rig.accepted).toHaveLength(100);
    await finishAll(20_000, 37);
    expect(rig.accepted).toHaveLength(20_000);
    if (qos === 1) await until(() => raw.count('puback') === 20_000);
  });

  test('holds exactly a hundred messages of a trickle, and takes the others after release', async () => {
    rig = await startRig();
    rig.finishing = false;
    const raw = await rig.raw();
    await raw.login('alpha');
    for (let n = 0; n < 400; n += 1) {
      raw.send(message(n));
      if (n % 4 === 0) await delay(1);
    }
    await delay(50);
    expect(rig.accepted).toHaveLength(100);
    await finishAll(400, 1);
    if (qos === 1) await until(() => raw.count('puback') === 400);
  });
});

test('messages of QoS 0 that wait when their client ends its side are taken all the same', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(...Array.from({ length: 3_000 }, () => publishPacket(0, { payload: Buffer.alloc(150) })));
  raw.socket.end();
  await until(() => rig.accepted.length >= 100);
  await delay(100);
  await finishAll(3_000, 37);
  await raw.closed;
  expect(rig.accepted).toHaveLength(3_000);
});

test('pings, subscriptions and QoS 0 among held messages do not stall the connection', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  const packets = Array.from({ length: 2_000 }, (_, i) => {
    if (i % 5 === 1) return { cmd: 'pingreq' } as const;
    return publishPacket(i % 3 === 0 ? 0 : i + 1, { payload: Buffer.alloc(40) });
  });
  const pings = packets.filter(({ cmd }) => cmd === 'pingreq').length;
  raw.send(...packets);
  await until(() => rig.accepted.length === 100);
  await finishAll(2_000 - pings, 11);
  await until(() => raw.count('pingresp') === pings);
});

test('a pause ends before the keepalive, so that pings behind it are heard while acknowledgements stay held', async () => {
  rig = await startRig({ limits: { maxPauseMs: 100 } });
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha', { keepalive: 1 });
  raw.send(...Array.from({ length: 150 }, (_, i) => publishPacket(i + 1)));
  for (let beat = 0; beat < 8; beat += 1) {
    await delay(300);
    raw.send({ cmd: 'pingreq' });
  }
  await until(() => raw.count('pingresp') === 8);
  expect(raw.count('puback')).toBe(0);
  expect(rig.accepted).toHaveLength(150);
  await finishAll(150, 150);
  await until(() => raw.count('puback') === 150);
});

test('half the keepalive bounds a pause that would be longer', async () => {
  rig = await startRig();
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha', { keepalive: 1 });
  raw.send(...Array.from({ length: 150 }, (_, i) => publishPacket(i + 1)));
  await until(() => rig.accepted.length === 100);
  const paused = Date.now();
  await until(() => rig.accepted.length === 150);
  expect(Date.now() - paused).toBeGreaterThan(300);
  expect(Date.now() - paused).toBeLessThan(1_200);
});

test('a client that keeps sending through its pauses is closed, with bounded memory, and others go on', async () => {
  rig = await startRig({ limits: { maxPauseMs: 20 } });
  rig.finishing = false;
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(...Array.from({ length: 5_000 }, (_, i) => publishPacket(i + 1)));
  await raw.closed;
  expect(rig.accepted).toHaveLength(1_000);
  expect(rig.broker.counters.overrunClients).toBe(1);
  rig.finishing = true;
  const other = await rig.connect('beta');
  await other.publishAsync('kits/beta/readings', '{}', { qos: 1 });
});

test('a client that does not read what it is sent is not read either, and closed after the drain timeout', async () => {
  rig = await startRig({ limits: { drainTimeoutMs: 1_000 } });
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'city/x', qos: 0 }] });
  await until(() => raw.count('suback') === 1);
  raw.socket.pause();
  let id = 0;
  let seen = -1;
  while (seen < rig.accepted.length) {
    seen = rig.accepted.length;
    for (let n = 0; n < 100; n += 1) {
      id += 1;
      raw.send(publishPacket(id, { topic: 'city/x', payload: Buffer.alloc(8_000) }));
    }
    await delay(100);
  }
  expect(rig.accepted.length).toBeLessThan(id);
  await until(() => rig.broker.connections === 0);
});

test('clients that together keep too much get one message at a time, none is forgotten, and freedom comes back', async () => {
  // Room for ten messages of 4 KiB and 150 bytes.
  rig = await startRig({ limits: { maxHeldBytesTogether: 42_000 } });
  rig.finishing = false;
  const [first, second] = [await rig.raw(), await rig.raw()];
  await first.login('alpha');
  await second.login('beta');
  const flood = Array.from({ length: 60 }, (_, i) => publishPacket(i + 1, { payload: Buffer.alloc(150) }));
  first.send(...flood);
  await until(() => rig.accepted.length >= 10);
  await delay(100);
  expect(rig.accepted).toHaveLength(10);
  second.send(...flood.slice(0, 5));
  await until(() => rig.accepted.length === 11);
  await delay(100);
  expect(rig.accepted).toHaveLength(11);
  await finishAll(65, 3);
  await until(() => first.count('puback') === 60 && second.count('puback') === 5);
  rig.accepted.length = 0;
  rig.finishing = false;
  first.send(...flood.slice(0, 9));
  await until(() => rig.accepted.length === 9);
});
