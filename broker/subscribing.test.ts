import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { publishPacket, type Rig, startRig, until } from './broker.test-kit.ts';

let rig: Rig;
afterEach(() => rig.close());

async function grants(filters: readonly string[]): Promise<number[]> {
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: filters.map((topic) => ({ topic, qos: 1 as const })),
  });
  await until(() => raw.count('suback') === 1);
  const suback = raw.received.find((packet) => packet.cmd === 'suback');
  return suback?.cmd === 'suback' ? suback.granted.map(Number) : [];
}

test('wildcards at the top, $SYS, $share and what the house refuses get SUBACK 0x80', async () => {
  rig = await startRig({ ports: { maySubscribe: (_sender, filter) => filter !== 'kits/beta/receipts' } });
  const filters = ['#', '+/alpha/#', '+', '$SYS/#', '$SYS/+/new/clients', '$share/g/kits/alpha/x'];
  const granted = await grants([...filters, 'kits/beta/receipts', 'kits/alpha/receipts', 'kits/alpha/#']);
  expect(granted).toEqual([128, 128, 128, 128, 128, 128, 128, 1, 1]);
});

test('a client has a bounded number of subscriptions and may give one back for another', async () => {
  rig = await startRig({ limits: { maxSubscriptions: 2 } });
  const kit = await rig.connect('alpha');
  const granted = await kit.subscribeAsync(['city/a', 'city/b']);
  expect(granted.map(({ qos }) => qos)).toEqual([0, 0]);
  await expect(kit.subscribeAsync('city/c')).rejects.toThrow();
  await kit.unsubscribeAsync('city/a');
  expect((await kit.subscribeAsync('city/c'))[0]?.qos).toBe(0);
});

test('kit messages reach subscribers who may see them, at QoS 0 and not retained', async () => {
  rig = await startRig();
  const raw = await rig.raw();
  await raw.login('alpha');
  raw.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'city/+/noise', qos: 1 }] });
  await until(() => raw.count('suback') === 1);
  const kit = await rig.connect('beta');
  await kit.publishAsync('city/gracia/noise', '61', { qos: 1, retain: true });
  await until(() => raw.count('publish') === 1);
  const heard = raw.received.find((packet) => packet.cmd === 'publish');
  expect(heard).toMatchObject({ topic: 'city/gracia/noise', qos: 0, retain: false });
  expect(rig.broker.hasListener('city/gracia/air')).toBe(false);
});

test('overlapping subscriptions of a client bring a message once', async () => {
  rig = await startRig();
  const kit = await rig.connect('alpha');
  const heard: string[] = [];
  kit.on('message', (topic) => heard.push(topic));
  await kit.subscribeAsync(['city/a', 'city/+', 'city/#']);
  rig.broker.publish('city/a', 'x');
  rig.broker.publish('city/b', 'y');
  await until(() => heard.includes('city/b'));
  expect(heard).toEqual(['city/a', 'city/b']);
});

test('the server knows who listens through subscribing, unsubscribing, dying and coming back', async () => {
  rig = await startRig();
  const { broker } = rig;
  expect(broker.hasListener('kits/alpha/receipts')).toBe(false);
  const kit = await rig.connect('alpha', { clean: false, clientId: 'k' });
  await kit.subscribeAsync(['kits/alpha/receipts', 'kits/alpha/commands/#'], { qos: 1 });
  expect(broker.hasListener('kits/alpha/receipts')).toBe(true);
  expect(broker.hasListener('kits/alpha/commands/a/b')).toBe(true);
  expect(broker.hasListener('kits/alpha/commands')).toBe(true);
  expect(broker.hasListener('kits/alpha/other')).toBe(false);
  await kit.unsubscribeAsync('kits/alpha/commands/#');
  expect(broker.hasListener('kits/alpha/commands/a')).toBe(false);
  kit.end(true);
  await until(() => !broker.hasListener('kits/alpha/receipts'));
  const back = await rig.connect('alpha', { clean: false, clientId: 'k' });
  await until(() => broker.hasListener('kits/alpha/receipts'));
  const heard: string[] = [];
  back.on('message', (_topic, payload) => heard.push(payload.toString()));
  broker.publish('kits/alpha/receipts', 'receipt');
  await until(() => heard.length === 1);
  expect(heard).toEqual(['receipt']);
});

test('fifty thousand receipts for an absent client cost no memory and are not delivered later', async () => {
  rig = await startRig();
  const kit = await rig.connect('alpha', { clean: false, clientId: 'k' });
  await kit.subscribeAsync('kits/alpha/receipts', { qos: 1 });
  await kit.endAsync();
  await until(() => rig.broker.connections === 0);
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 50_000; n += 1) rig.broker.publish('kits/alpha/receipts', `{"receipt":${n}}`);
  await delay(20);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(30e6);
  const heard: string[] = [];
  const back = await rig.connect('alpha', { clean: false, clientId: 'k' });
  back.on('message', (_topic, payload) => heard.push(payload.toString()));
  await until(() => rig.broker.hasListener('kits/alpha/receipts'));
  rig.broker.publish('kits/alpha/receipts', 'fresh');
  await until(() => heard.length > 0);
  expect(heard).toEqual(['fresh']);
});

test('only granted filters are kept for a session', async () => {
  let open = false;
  rig = await startRig({ ports: { maySubscribe: (_sender, filter) => open || filter === 'city/a' } });
  const kit = await rig.connect('alpha', { clean: false, clientId: 'k' });
  const granted = await kit.subscribeAsync(['city/secret', 'city/a', 'city/secret2']).catch(() => undefined);
  expect(granted).toBeUndefined();
  await kit.endAsync();
  open = true;
  await rig.connect('alpha', { clean: false, clientId: 'k', resubscribe: false });
  await until(() => rig.broker.hasListener('city/a'));
  expect(rig.broker.hasListener('city/secret')).toBe(false);
  expect(rig.broker.hasListener('city/secret2')).toBe(false);
});

test('a subscriber that stops reading slows nobody and is closed', async () => {
  rig = await startRig({ limits: { drainTimeoutMs: 500 } });
  const frozen = await rig.raw();
  await frozen.login('alpha', { clientId: 'frozen' });
  frozen.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'city/#', qos: 0 }] });
  await until(() => frozen.count('suback') === 1);
  frozen.socket.pause();
  const healthy = await rig.connect('alpha', { clientId: 'healthy' });
  let heard = 0;
  healthy.on('message', () => {
    heard += 1;
  });
  await healthy.subscribeAsync('city/#');
  const publisher = await rig.raw();
  await publisher.login('beta');
  const total = 4_000;
  for (let n = 0; n < total; n += 100) {
    const first = n + 1;
    publisher.send(
      ...Array.from({ length: 100 }, (_, i) =>
        publishPacket(first + i, { topic: 'city/a', payload: Buffer.alloc(4_000) }),
      ),
    );
    await until(() => publisher.count('puback') === n + 100 && heard === n + 100);
  }
  expect(heard).toBe(total);
  expect(rig.broker.counters.droppedForwards).toBeGreaterThan(0);
  await until(() => rig.broker.connections === 2, 'the end of the frozen subscriber');
});

test('the server stays silent about its clients', async () => {
  rig = await startRig({ ports: { maySubscribe: () => true } });
  const kit = await rig.connect('alpha');
  const heard: string[] = [];
  kit.on('message', (topic) => heard.push(topic));
  await expect(kit.subscribeAsync('$SYS/#')).rejects.toThrow();
  const other = await rig.connect('beta');
  await other.subscribeAsync('city/x');
  await other.endAsync();
  await delay(50);
  expect(heard).toEqual([]);
});
