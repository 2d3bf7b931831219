import { connect as openSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRaw, type RawClient, until } from '../../../broker/broker.test-kit.ts';
import { connectKit, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, imbalance, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { residentMegabytes } from './memory.ts';
import { connectOf, mqttPort, rawKit, readingsPacket } from './raw-kit.ts';
import { readBack } from './readings.ts';

describe('clients that misbehave', () => {
  let program: Program;
  let kits: Kit[];

  beforeAll(async () => {
    program = await startSuperilla();
    kits = await registerKits(program, 12);
  });
  afterAll(() => program.end());

  const kitAt = (n: number) => kits[n] as Kit;

  /** Values of a kit that can be read back, sorted. */
  async function storedOf(kit: Kit): Promise<number[]> {
    const books = await settledBooks(program);
    expect(imbalance(books)).toBe(0);
    return (await readBack(program, `kit=${kit.id}`)).map(({ value }) => value).sort((a, b) => a - b);
  }
  const range = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  async function publishAll(raw: RawClient, kit: Kit, values: readonly number[], dup = false): Promise<void> {
    const before = raw.count('puback');
    for (const value of values) raw.send(readingsPacket(kit, value, { body: { temperature: value }, dup }));
    await until(() => raw.count('puback') === before + values.length, 'an acknowledgement');
  }

  it('a subscriber that stops reading holds up neither the kit it listens to nor others', async () => {
    const kit = kitAt(0);
    const deaf = await rawKit(program, kit, { clientId: 'deaf' });
    const subscriptions = [{ topic: `kits/${kit.id}/readings`, qos: 0 as const }];
    deaf.send({ cmd: 'subscribe', messageId: 1, subscriptions });
    await until(() => deaf.count('suback') === 1);
    deaf.socket.pause();
    const loud = await rawKit(program, kit, { clientId: 'loud' });
    const other = await rawKit(program, kitAt(1));
    const padding = ' '.repeat(30_000);
    for (const value of range(600)) {
      const packet = readingsPacket(kit, value, { body: { temperature: value } });
      Object.assign(packet, { payload: Buffer.from(`{"temperature":${value}${padding}}`) });
      loud.send(packet);
    }
    await publishAll(other, kitAt(1), range(50));
    await until(() => loud.count('puback') === 600, 'an acknowledgement');
    expect(await storedOf(kit)).toEqual(range(600));
    expect(await storedOf(kitAt(1))).toEqual(range(50));
    for (const raw of [deaf, loud, other]) raw.socket.destroy();
  });

  it('a kit that dies before its acknowledgements and sends again has every message stored once', async () => {
    const kit = kitAt(2);
    for (let round = 0; round < 5; round++) {
      const dying = await rawKit(program, kit, { clean: false });
      const packets = range(50).map((n) =>
        readingsPacket(kit, n, { body: { temperature: n + round * 50 }, dup: false }),
      );
      dying.send(...packets);
      await sleep(round * 2);
      dying.socket.destroy();
      const again = await rawKit(program, kit, { clean: false });
      again.send(...packets.map((packet) => Object.assign(packet, { dup: true })));
      await until(() => again.count('puback') === 50, 'an acknowledgement');
      again.socket.destroy();
    }
    expect(await storedOf(kit)).toEqual(range(250));
  });

  it('a CONNECT with a thousand PUBLISHes behind it is answered by as many acknowledgements, in order', async () => {
    const kit = kitAt(3);
    const raw = await openRaw(mqttPort(program));
    const publishes = range(1000).map((n) => readingsPacket(kit, n, { body: { temperature: n } }));
    raw.send(connectOf(kit), ...publishes);
    await until(() => raw.count('puback') === 1000, 'an acknowledgement');
    const order = raw.received.filter(({ cmd }) => cmd === 'puback').map(({ messageId }) => messageId);
    expect(order).toEqual(range(1000));
    expect(raw.received[0]).toMatchObject({ cmd: 'connack', returnCode: 0 });
    raw.socket.destroy();
    expect(await storedOf(kit)).toEqual(range(1000));
  });

  it('ten strangers that stream CONNECTs of 40 MB are closed, and take no memory', async () => {
    const before = residentMegabytes(program);
    const head = Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]);
    const chunk = Buffer.alloc(64 * 1024, 0x41);
    const streams = Array.from({ length: 10 }, async () => {
      const socket = openSocket(mqttPort(program), '127.0.0.1');
      let closed = false;
      socket.on('error', () => {});
      socket.on('close', () => {
        closed = true;
      });
      socket.write(
        Buffer.concat([head, Buffer.from([0, 4]), Buffer.from('MQTT'), Buffer.from([4, 2, 0, 60])]),
      );
      for (let n = 0; n < 640 && !closed; n++) {
        socket.write(chunk);
        await sleep(1);
      }
      socket.destroy();
      return closed;
    });
    const closed = await Promise.all(streams);
    expect(closed.filter(Boolean)).toHaveLength(10);
    expect(residentMegabytes(program) - before).toBeLessThan(100);
    const good = await rawKit(program, kitAt(4));
    await publishAll(good, kitAt(4), [1]);
    good.socket.destroy();
  });

  it('a client id is taken over by the right credentials only', async () => {
    const kit = kitAt(5);
    const first = await rawKit(program, kit, { clientId: 'the-one' });
    const thief = await openRaw(mqttPort(program));
    thief.send(connectOf(kit, { clientId: 'the-one', password: Buffer.from('guessed') }));
    await thief.closed;
    expect(thief.received).toMatchObject([{ cmd: 'connack', returnCode: 4 }]);
    const neighbour = await rawKit(program, kitAt(6), { clientId: 'the-one' });
    await publishAll(first, kit, [1, 2, 3]);
    const second = await rawKit(program, kit, { clientId: 'the-one' });
    await first.closed;
    await publishAll(second, kit, [4, 5]);
    await publishAll(neighbour, kitAt(6), [7]);
    expect(await storedOf(kit)).toEqual(range(5));
    second.socket.destroy();
    neighbour.socket.destroy();
  });

  it('three hundred clients that come back at once are all let in, and what they send again is stored once', async () => {
    const kit = kitAt(7);
    const storm = async (dup: boolean, patient: boolean) => {
      const clients = await Promise.all(range(300).map(() => openRaw(mqttPort(program))));
      for (const [n, raw] of clients.entries()) {
        const body = { time: Date.UTC(2026, 2, 1) + n * 1000, temperature: n + 1 };
        raw.send(connectOf(kit, { clientId: `c${n}` }), readingsPacket(kit, 1, { body, dup }));
      }
      if (patient) await until(() => clients.every((raw) => raw.count('puback') === 1), 'an acknowledgement');
      for (const raw of clients) raw.socket.destroy();
    };
    await storm(false, false);
    await storm(true, false);
    await storm(true, true);
    expect(await storedOf(kit)).toEqual(range(300));
    const client = await connectKit(program, kitAt(8));
    await client.publishAsync(`kits/${kitAt(8).id}/readings`, '{"temperature":1}', { qos: 1 });
    await client.endAsync();
  });
});

it('a kit that trickles on while the journal is stalled is bounded and closed, new ones get return code 3, and nothing is acknowledged', async () => {
  // No disk has that much free: the journal stalls at the first message.
  let program = await startSuperilla({ env: { SUPERILLA_JOURNAL_FLOOR_MB: '9999999' } });
  try {
    const [kit] = (await registerKits(program, 1)) as [Kit];
    const before = residentMegabytes(program);
    const raw = await rawKit(program, kit, { keepalive: 1 });
    let closed = false;
    void raw.closed.then(() => {
      closed = true;
    });
    let sent = 0;
    const deadline = Date.now() + 20_000;
    while (!closed && Date.now() < deadline) {
      sent++;
      raw.send(readingsPacket(kit, sent, { body: { temperature: sent, x_padding: 1 } }), { cmd: 'pingreq' });
      await sleep(2);
    }
    expect(closed, 'closed').toBe(true);
    expect(raw.count('puback')).toBe(0);
    expect(raw.count('pingresp'), 'a PINGREQ among what is held back is heard').toBeGreaterThan(0);
    expect(residentMegabytes(program) - before).toBeLessThan(150);
    const late = await openRaw(mqttPort(program));
    late.send(connectOf(kit));
    await late.closed;
    expect(late.received).toMatchObject([{ cmd: 'connack', returnCode: 3 }]);
    expect((await fetch(`${program.http}/readyz`)).status).toBe(503);
    expect((await fetch(`${program.http}/healthz`)).status).toBe(200);
    expect(imbalance(await booksOf(program))).toBe(0);

    await program.kill();
    program = await startSuperilla({ data: program.data });
    const again = await rawKit(program, kit);
    const packets = Array.from({ length: 200 }, (_, n) =>
      readingsPacket(kit, n + 1, { body: { temperature: n + 1, x_padding: 1 }, dup: true }),
    );
    again.send(...packets);
    await until(() => again.count('puback') === 200, 'an acknowledgement');
    again.socket.destroy();
    await settledBooks(program);
    const values = (await readBack(program, 'phenomenon=temperature')).map(({ value }) => value);
    expect(values.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  } finally {
    await program.end();
  }
});
