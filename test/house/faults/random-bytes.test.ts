import { connect as openSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import WebSocket from 'ws';
import type { Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { Bystander, forEachCase, runs } from './fuzz-kit.ts';
import { registerKits } from './kits.ts';
import { connectOf, mqttPort, readingsPacket } from './raw-kit.ts';

const OVER_TCP = runs(5_000, 100_000);
const OVER_WEBSOCKET = runs(1_000, 20_000);

describe('random bytes and damaged packets', () => {
  let program: Program;
  let kit: Kit;
  let bystander: Bystander;

  beforeAll(async () => {
    program = await startSuperilla();
    [kit] = (await registerKits(program, 1)) as [Kit];
  });
  afterAll(() => program.end());
  beforeEach(async () => {
    const [other] = (await registerKits(program, 1)) as [Kit];
    bystander = new Bystander(program, other);
    await bystander.begin();
  });

  /** What a connection may say: noise, noise behind a good CONNECT, packets of any type, and good streams with damage. */
  function streams(): fc.Arbitrary<Buffer> {
    const hello = mqttPacket.generate(connectOf(kit, { clientId: 'fuzz' }));
    const good = Buffer.concat([
      hello,
      mqttPacket.generate(readingsPacket(kit, 7, { body: { x_random: 1 } })),
      mqttPacket.generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'kits/a', qos: 0 }] }),
      mqttPacket.generate({ cmd: 'pubrel', messageId: 7 }),
      mqttPacket.generate({ cmd: 'pingreq' }),
    ]);
    const noise = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    const typed = fc
      .tuple(fc.nat(255), fc.uint8Array({ maxLength: 120 }))
      .map(([type, body]) => Buffer.concat([hello, Buffer.from([type, body.length]), body]));
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    const damaged = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    const cut = fc.nat(good.length).map((end) => good.subarray(0, end));
    const behind = noise.map((bytes) => Buffer.concat([hello, bytes]));
    return fc.oneof(noise, behind, typed, damaged, cut);
  }

  it(`at the MQTT port, ${OVER_TCP} times, do no harm`, async () => {
    await forEachCase({ count: OVER_TCP, from: streams() }, async (bytes) => {
      const socket = openSocket(mqttPort(program), '127.0.0.1');
      socket.on('error', () => {}).on('data', () => {});
      socket.write(bytes);
      await new Promise((resolve) => socket.once('connect', resolve));
      await sleep(3);
      socket.destroy();
    });
    await bystander.expectUnharmed();
  });

  it(`in WebSocket messages, ${OVER_WEBSOCKET} times, do no harm`, async () => {
    const frames = fc.tuple(streams(), fc.nat(400), fc.nat(5));
    await forEachCase({ count: OVER_WEBSOCKET, from: frames }, async ([bytes, at, kind]) => {
      const socket = new WebSocket(`${program.http.replace('http', 'ws')}/mqtt`, 'mqtt');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('open', resolve).once('close', resolve));
      if (kind === 0) socket.send(bytes.toString('latin1'));
      else if (kind === 1) socket.ping(bytes.subarray(0, 120));
      socket.send(bytes.subarray(0, at), () => {});
      socket.send(bytes.subarray(at), () => {});
      await sleep(3);
      socket.terminate();
    });
    await bystander.expectUnharmed();
  });
});
