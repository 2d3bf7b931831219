import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  connectPacket,
  publishPacket,
  type RawClient,
  type Rig,
  startRig,
  until,
} from './broker.test-kit.ts';
import { heard, publish, sessionPresent, subscribe, topicsOf } from './speaking.test-kit.ts';

/**
 * The behaviours that Eclipse Paho's interoperability suite asks of an MQTT 3.1.1 broker, in our words. A broker of kits
 * deviates where it keeps nothing for subscribers: those tests say "here" and what happens instead (docs/BROKER.md).
 */

let rig: Rig;
afterEach(() => rig.close());

/** A raw client that is connected as alpha, or as another kit. */
async function client(clientId: string, more: object = {}, kit = 'alpha'): Promise<RawClient> {
  const raw = await rig.raw();
  await raw.login(kit, { clientId, ...more });
  return raw;
}

test('basic: a message of every QoS ends its handshake and reaches a subscriber, here at QoS 0 whatever was granted', async () => {
  rig = await startRig();
  const listener = await client('listener', {}, 'beta');
  expect(await subscribe(listener, ['city/0', 0], ['city/1', 1], ['city/2', 2])).toEqual([0, 1, 2]);
  const kit = await client('kit');
  for (const qos of [0, 1, 2] as const) await publish(kit, `city/${qos}`, { qos, payload: `${qos}` });
  await until(() => heard(listener).length === 3);
  expect(heard(listener)).toEqual(
    ['0', '1', '2'].map((n) => ({ topic: `city/${n}`, payload: n, retain: false, qos: 0 })),
  );
});

describe('retained messages', () => {
  test('reach who listens already without the flag [MQTT-3.3.1-9], and here nobody who comes later', async () => {
    rig = await startRig();
    const early = await client('early', {}, 'beta');
    await subscribe(early, ['city/+', 1]);
    const kit = await client('kit');
    for (const qos of [0, 1, 2] as const) await publish(kit, `city/r${qos}`, { qos, retain: true });
    await until(() => heard(early).length === 3);
    expect(heard(early).map(({ retain }) => retain)).toEqual([false, false, false]);
    const late = await client('late', {}, 'beta');
    await subscribe(late, ['city/+', 1]);
    await publish(kit, 'city/fresh', { qos: 1 });
    await until(() => heard(late).length > 0);
    expect(topicsOf(late)).toEqual(['city/fresh']);
  });

  test('are cleared by an empty one: the house hears of it, and later subscribers of neither', async () => {
    rig = await startRig();
    const kit = await client('kit');
    await publish(kit, 'city/a', { qos: 1, retain: true });
    await publish(kit, 'city/a', { qos: 1, payload: '', retain: true });
    expect(rig.accepted.map(({ envelope }) => [envelope.retained, envelope.payload.length])).toEqual([
      [true, 1],
      [true, 0],
    ]);
    const late = await client('late', {}, 'beta');
    await subscribe(late, ['city/#', 1]);
    await delay(30);
    expect(heard(late)).toEqual([]);
  });
});

test('offline: a session keeps its subscriptions, and here no messages; those after the return come in order', async () => {
  rig = await startRig();
  const first = await client('k', { clean: false });
  expect(sessionPresent(first)).toBe(false);
  await subscribe(first, ['city/#', 2]);
  first.send({ cmd: 'disconnect' });
  await first.closed;
  const kit = await client('kit', {}, 'beta');
  for (const qos of [0, 1, 2] as const) await publish(kit, `city/offline${qos}`, { qos });
  const back = await client('k', { clean: false });
  expect(sessionPresent(back)).toBe(true);
  for (let n = 0; n < 20; n++) await publish(kit, 'city/online', { qos: 1, payload: `${n}` });
  await until(() => heard(back).length >= 20);
  expect(heard(back).map(({ payload }) => payload)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
});

test('a will is published when its client dies, here at QoS 0 and unkept, and not after DISCONNECT [MQTT-3.1.2-10]', async () => {
  rig = await startRig();
  const listener = await client('listener', {}, 'beta');
  await subscribe(listener, ['city/wills/#', 2]);
  const will = (topic: string) => ({
    will: { topic, payload: Buffer.from('gone'), qos: 2 as const, retain: true },
  });
  const polite = await client('polite', will('city/wills/polite'));
  polite.send({ cmd: 'disconnect' });
  await polite.closed;
  const broken = await client('broken', will('city/wills/broken'));
  broken.send(connectPacket('alpha'));
  await broken.closed;
  const dead = await client('dead', will('city/wills/dead'));
  dead.socket.destroy();
  await until(() => heard(listener).length === 2);
  expect(heard(listener)).toEqual([
    { topic: 'city/wills/broken', payload: 'gone', retain: false, qos: 0 },
    { topic: 'city/wills/dead', payload: 'gone', retain: false, qos: 0 },
  ]);
});

test('overlapping subscriptions bring a message once, as [MQTT-3.3.5-1] allows, and unsubscribing from one leaves the other', async () => {
  rig = await startRig();
  const listener = await client('listener', {}, 'beta');
  await subscribe(listener, ['city/#', 2], ['city/+', 1]);
  const kit = await client('kit');
  await publish(kit, 'city/a', { qos: 2 });
  await publish(kit, 'city/a/b', { qos: 1 });
  await until(() => topicsOf(listener).includes('city/a/b'));
  expect(topicsOf(listener)).toEqual(['city/a', 'city/a/b']);
  listener.send({ cmd: 'unsubscribe', messageId: 9, unsubscriptions: ['city/#', 'city/never'] });
  await until(() => listener.count('unsuback') === 1);
  await publish(kit, 'city/a/b', { qos: 1 });
  await publish(kit, 'city/c', { qos: 1 });
  await until(() => topicsOf(listener).includes('city/c'));
  expect(topicsOf(listener)).toEqual(['city/a', 'city/a/b', 'city/c']);
});

test('a subscription that is not allowed gets 0x80, and the others of its SUBSCRIBE are granted [MQTT-3.8.4-5]', async () => {
  rig = await startRig();
  const listener = await client('listener');
  expect(
    await subscribe(listener, ['city/a', 1], ['kits/beta/readings', 1], ['#', 0], ['city/b', 2]),
  ).toEqual([1, 128, 128, 2]);
  const other = await client('other', {}, 'beta');
  await publish(other, 'kits/beta/readings', { qos: 1 });
  await publish(other, 'city/a', { qos: 1 });
  await until(() => heard(listener).length > 0);
  expect(topicsOf(listener)).toEqual(['city/a']);
});

test('a subscription again replaces the one before it [MQTT-3.8.4-3]', async () => {
  rig = await startRig();
  const listener = await client('listener', {}, 'beta');
  expect(await subscribe(listener, ['city/a', 0])).toEqual([0]);
  expect(await subscribe(listener, ['city/a', 2])).toEqual([2]);
  const kit = await client('kit');
  await publish(kit, 'city/a', { qos: 1 });
  await publish(kit, 'city/a', { qos: 0, payload: 'last' });
  await until(() => heard(listener).some(({ payload }) => payload === 'last'));
  expect(heard(listener)).toHaveLength(2);
});

test('a publish that was not acknowledged is taken again with DUP on the next connection, at QoS 1 and 2', async () => {
  rig = await startRig();
  rig.finishing = false;
  const first = await client('k', { clean: false });
  first.send(publishPacket(1, { topic: 'city/a' }), publishPacket(2, { topic: 'city/b', qos: 2 }));
  await until(() => rig.accepted.length === 2);
  first.socket.destroy();
  await until(() => rig.broker.connections === 0);
  rig.finishing = true;
  const again = await client('k', { clean: false });
  again.send(
    publishPacket(1, { topic: 'city/a', dup: true }),
    publishPacket(2, { topic: 'city/b', qos: 2, dup: true }),
  );
  await until(() => again.count('puback') === 1 && again.count('pubrec') === 1);
  again.send({ cmd: 'pubrel', messageId: 2 });
  await until(() => again.count('pubcomp') === 1);
  expect(rig.accepted.map(({ envelope: { topic, dup } }) => [topic, dup])).toEqual([
    ['city/a', false],
    ['city/b', false],
    ['city/a', true],
    ['city/b', true],
  ]);
});

test('a PUBREL for a message that is not known is answered [MQTT-4.3.3-2]', async () => {
  rig = await startRig();
  const kit = await client('k');
  kit.send({ cmd: 'pubrel', messageId: 77 });
  await until(() => kit.count('pubcomp') === 1);
});

test('topics that begin with $ are matched by no wildcard [MQTT-4.7.2-1], and here nobody may have them', async () => {
  rig = await startRig({ ports: { maySubscribe: () => true, judgePublish: () => 'ingest' } });
  const listener = await client('listener');
  expect(await subscribe(listener, ['$SYS/#', 0], ['#', 0], ['+/a', 0], ['city/#', 0])).toEqual([
    128, 128, 128, 0,
  ]);
  const kit = await client('kit', {}, 'beta');
  await publish(kit, '$city/a', { qos: 1 });
  await publish(kit, 'city/a', { qos: 1 });
  await until(() => heard(listener).length > 0);
  expect(topicsOf(listener)).toEqual(['city/a']);
});
