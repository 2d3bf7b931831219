import { afterEach, expect, test } from 'vitest';
import { publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';
import type { Meter } from './contract.ts';

let rig: Rig;
afterEach(() => rig.close());

/** A meter that says after every message that its sender is to wait. */
const always = (ms: number): Meter => ({ spend: () => ms });

const many = (count: number) => Array.from({ length: count }, (_, i) => publishPacket(i + 1));

test('a client that is too fast is read message by message, and every message is acknowledged', async () => {
  rig = await startRig({ ports: { meter: () => always(10) } });
  const raw = await rig.raw();
  await raw.login('alpha');
  const begin = Date.now();
  raw.send(...many(40));
  await until(() => raw.count('puback') === 40);
  expect(Date.now() - begin).toBeGreaterThan(380);
  expect(rig.accepted).toHaveLength(40);
  expect(rig.broker.counters.heldBack).toBe(40);
  expect(rig.accepted.map(({ envelope }) => envelope.heldBackMs)).toEqual(Array.from(many(40), () => 10));
});

test('a client within its rate is not held back', async () => {
  const spent: number[] = [];
  const meter: Meter = { spend: (bytes) => spent.push(bytes) * 0 };
  rig = await startRig({ ports: { meter: () => meter } });
  const kit = await rig.connect('alpha');
  await kit.publishAsync('kits/alpha/readings', '{"a":1}', { qos: 1 });
  expect(spent).toEqual([7]);
  expect(rig.accepted[0]?.envelope.heldBackMs).toBe(0);
  expect(rig.broker.counters.heldBack).toBe(0);
});

test('others are not held back with it', async () => {
  rig = await startRig({
    ports: {
      meter: (sender) => (sender.kind === 'kit' && sender.kit === 'alpha' ? always(5_000) : undefined),
    },
  });
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(...many(10));
  await until(() => rig.accepted.length === 1);
  const other = await rig.connect('beta');
  for (let n = 0; n < 50; n += 1) await other.publishAsync('kits/beta/readings', '{}', { qos: 1 });
  expect(rig.accepted).toHaveLength(51);
});

test('a pause for the rate is no longer than half the keepalive, so that pings are heard', async () => {
  rig = await startRig({ ports: { meter: () => always(60_000) } });
  const raw = await rig.raw();
  await raw.login('alpha', { keepalive: 1 });
  raw.send(publishPacket(1), { cmd: 'pingreq' }, publishPacket(2), { cmd: 'pingreq' });
  await until(() => raw.count('pingresp') === 2);
  expect(raw.socket.destroyed).toBe(false);
  expect(rig.accepted.map(({ envelope }) => envelope.heldBackMs)).toEqual([500, 500]);
});

test('a client that is held back can be disconnected, and the broker does not wait for it', async () => {
  rig = await startRig({ ports: { meter: () => always(5_000) } });
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send(...many(10));
  await until(() => rig.accepted.length === 1);
  rig.broker.disconnect('alpha');
  await raw.closed;
  const begin = Date.now();
  await rig.broker.close();
  expect(Date.now() - begin).toBeLessThan(1_000);
  expect(rig.accepted).toHaveLength(1);
});
