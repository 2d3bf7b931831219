import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, until } from '../../../broker/broker.test-kit.ts';
import { eventually, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import type { LoadKit } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { connectOf, mqttPort, rawKit, readingsPacket } from './raw-kit.ts';
import { readBack } from './readings.ts';
import { acknowledgedOf, expectAllStored, loadKits } from './settling.ts';

const DEATHS = 100;

describe('a kit whose connections end while its messages are under way', () => {
  let program: Program;
  let kits: LoadKit[];

  beforeAll(async () => {
    program = await startSuperilla();
    kits = await loadKits(program, 3);
  });
  afterAll(async () => {
    for (const kit of kits) kit.end();
    await program.end();
  });

  const connect = (kit: LoadKit) => kit.connect(mqttPort(program));

  it(`by ${DEATHS} deaths at random moments has every message stored once`, async () => {
    const random = randomNumbers(5);
    for (const kit of kits) connect(kit);
    for (let n = 0; n < DEATHS; n++) {
      await sleep(random() * 40);
      const kit = kits[n % kits.length] as LoadKit;
      kit.end();
      connect(kit);
    }
    expect(kits.reduce((sum, kit) => sum + kit.resent, 0)).toBeGreaterThan(DEATHS / 20);
    await expectAllStored(program, kits);
  });

  it('by a second connection with its client id: the first ends, the second goes on, nothing is lost or twice', async () => {
    for (const kit of kits) connect(kit);
    await sleep(200);
    for (let n = 0; n < 10; n++) {
      // Not ended before: the server ends the old connection when the new one is let in.
      for (const kit of kits) connect(kit);
      await sleep(60);
    }
    await expectAllStored(program, kits);
  });

  it('is not disturbed by strangers that claim its client id with wrong credentials', async () => {
    for (const kit of kits) connect(kit);
    const closures = kits.map((kit) => kit.closures);
    const before = acknowledgedOf(kits);
    for (let n = 0; n < 20; n++) {
      const { kit } = kits[n % kits.length] as LoadKit;
      const thief = await openRaw(mqttPort(program));
      thief.send(connectOf(kit, { clientId: 'load', password: Buffer.from(`guess ${n}`) }));
      thief.send(readingsPacket(kit, 1, { body: { temperature: -1 } }));
      await thief.closed;
      expect(thief.received).toMatchObject([{ cmd: 'connack', returnCode: 4 }]);
    }
    expect(kits.map((kit) => kit.closures)).toEqual(closures);
    expect(acknowledgedOf(kits)).toBeGreaterThan(before);
    await expectAllStored(program, kits);
  });
});

describe('wills and listeners', () => {
  let program: Program;
  let kit: Kit;
  let other: Kit;

  beforeAll(async () => {
    program = await startSuperilla();
    [kit, other] = (await registerKits(program, 2)) as [Kit, Kit];
  });
  afterAll(() => program.end());

  const will = (value: number, topic = `kits/${kit.id}/readings`) => ({
    will: { topic, payload: Buffer.from(JSON.stringify({ x_will: value })), qos: 1, retain: true },
  });

  it('a will with readings is kept once when its kit dies or is taken over, not after a farewell, never for another kit', async () => {
    const dying = await rawKit(program, kit, { clientId: 'dying', ...will(1) });
    dying.socket.destroy();
    const first = await rawKit(program, kit, { clientId: 'same', ...will(2) });
    const second = await rawKit(program, kit, { clientId: 'same' });
    await first.closed;
    const polite = await rawKit(program, kit, { clientId: 'polite', ...will(3) });
    polite.send({ cmd: 'disconnect' });
    await polite.closed;
    const forger = await rawKit(program, kit, {
      clientId: 'forger',
      ...will(4, `kits/${other.id}/readings`),
    });
    forger.socket.destroy();
    await eventually(
      () => settledBooks(program),
      (books) => books.received >= 3,
    );
    const lines = await readBack(program, 'phenomenon=x_will');
    expect(lines.map((line) => [line.kit, line.value]).sort()).toEqual([
      [kit.id, 1],
      [kit.id, 2],
    ]);
    second.socket.destroy();
    expect((await settledBooks(program)).rejected, 'the forged one').toBe(1);
  });

  it('a listener that freezes costs a healthy one, and the kit they listen to, less than 5 % of its messages', async () => {
    const topic = `kits/${kit.id}/readings`;
    const listen = async (clientId: string) => {
      const raw = await rawKit(program, kit, { clientId });
      raw.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] });
      await until(() => raw.count('suback') === 1);
      return raw;
    };
    const [frozen, healthy] = [await listen('frozen'), await listen('healthy')];
    const loud = await rawKit(program, kit, { clientId: 'loud' });
    const padding = ' '.repeat(20_000);
    const throughput = async (): Promise<number> => {
      const [began, heard] = [performance.now(), healthy.count('publish')];
      const before = loud.count('puback');
      for (let n = 1; n <= 400; n++) {
        const packet = readingsPacket(kit, n, { body: {} });
        loud.send(Object.assign(packet, { payload: Buffer.from(`{"x_loud":${n}${padding}}`) }));
        await until(() => loud.count('puback') >= before + n - 10);
      }
      await until(() => loud.count('puback') === before + 400, 'an acknowledgement');
      await sleep(100);
      expect(healthy.count('publish') - heard).toBeGreaterThanOrEqual(380);
      return 400 / (performance.now() - began);
    };
    const usual = await throughput();
    frozen.socket.pause();
    await throughput();
    const [once, again] = [await throughput(), await throughput()];
    // One run may meet a busy machine; a frozen listener that holds others up would stop both.
    expect(Math.max(once, again)).toBeGreaterThan(0.5 * usual);
    for (const raw of [frozen, healthy, loud]) raw.socket.destroy();
  });
});
