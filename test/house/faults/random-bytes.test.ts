import { connect as openSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import mqttPacket from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../protocols/catalogue.ts';
import { connectKit, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, imbalance, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { randomNumbers } from './random.ts';
import { connectOf, mqttPort, readingsPacket } from './raw-kit.ts';
import { readBack } from './readings.ts';

const CONNECTIONS = 900;
const REQUESTS = 1100;
const AT_ONCE = 25;

describe('random bytes', () => {
  const random = randomNumbers(8);
  let program: Program;
  let kit: Kit;

  beforeAll(async () => {
    const openDoors = PROTOCOLS.filter(({ doors }) => doors.length > 0).map(({ id }) => id);
    program = await startSuperilla({ env: { SUPERILLA_OPEN_DOORS: openDoors.join(',') } });
    [kit] = (await registerKits(program, 1)) as [Kit];
  });
  afterAll(() => program.end());

  const upTo = (n: number) => Math.floor(random() * n);
  const bytes = (most: number) => Buffer.from(Array.from({ length: upTo(most) }, () => upTo(256)));
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;

  /** A good stream of packets with some of its bytes changed. */
  function mutated(): Buffer {
    const stream = Buffer.concat([
      mqttPacket.generate(connectOf(kit, { clientId: `m${upTo(1000)}` })),
      mqttPacket.generate(readingsPacket(kit, 1 + upTo(9), { body: { x_random: 1 } })),
      mqttPacket.generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'kits/a', qos: 0 }] }),
      mqttPacket.generate({ cmd: 'pingreq' }),
    ]);
    for (let n = 1 + upTo(6); n > 0; n--) stream[upTo(stream.length)] = upTo(256);
    return stream;
  }

  function connection(): Buffer {
    const connect = mqttPacket.generate(connectOf(kit, { clientId: `r${upTo(1000)}` }));
    return oneOf([() => bytes(400), mutated, () => Buffer.concat([connect, bytes(300)])])();
  }

  /** Writes to a port and leaves after a moment, whatever comes back. */
  async function throwAt(port: number, what: Buffer): Promise<void> {
    const socket = openSocket(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.write(what);
    await sleep(10 + upTo(30));
    socket.destroy();
  }

  async function inCrowds(count: number, one: () => Promise<void>): Promise<void> {
    for (let n = 0; n < count; n += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - n) }, one));
  }

  async function expectGoodHealth(value: number): Promise<void> {
    expect(() => process.kill(program.pid, 0)).not.toThrow();
    const client = await connectKit(program, kit);
    await client.publishAsync(`kits/${kit.id}/readings`, JSON.stringify({ temperature: value }), { qos: 1 });
    await client.endAsync();
    await settledBooks(program);
    const lines = await readBack(program, `kit=${kit.id}&phenomenon=temperature`);
    expect(lines.map((line) => line.value)).toContain(value);
    expect(imbalance(await booksOf(program))).toBe(0);
  }

  it(`at the MQTT port, ${CONNECTIONS} times, do no harm`, async () => {
    await inCrowds(CONNECTIONS, () => throwAt(mqttPort(program), connection()));
    await expectGoodHealth(21);
  });

  const doors = PROTOCOLS.flatMap((protocol) => protocol.doors);
  const API = [
    '/api/v1/kits',
    '/api/v1/readings',
    '/api/v1/series',
    '/api/v1/latest',
    '/api/v1/invitations/x/claim',
  ];

  /** A request that HTTP allows, with a body and a query that nobody expects. */
  async function request(): Promise<void> {
    const door =
      random() < 0.6 ? oneOf(doors) : { path: oneOf(API), method: oneOf(['GET', 'POST'] as const) };
    const query = random() < 0.5 ? '' : `?${encodeURIComponent(bytes(20).toString('latin1'))}=${upTo(1e6)}`;
    const json = random() < 0.5;
    const body = json ? jsonish() : bytes(600);
    const isGet = door.method === 'GET';
    const answer = await fetch(`${program.http}${door.path}${query}`, {
      method: door.method,
      headers: { 'content-type': json ? 'application/json' : 'application/octet-stream' },
      ...(isGet ? {} : { body }),
    });
    expect(answer.status, `${door.method} ${door.path}`).not.toBe(500);
    await answer.arrayBuffer();
  }

  /** JSON of the shapes that doors expect, with anything inside. */
  function jsonish(): Buffer {
    const value = oneOf<unknown>([null, -1, 1e308, 'x'.repeat(upTo(300)), [], {}, true, [[[]]], '1e999']);
    const body = oneOf<unknown>([
      { sensordatavalues: [{ value_type: 'SDS_P1', value }, value] },
      { sensordatavalues: value, esp8266id: value },
      { [bytes(8).toString('latin1')]: value, name: value },
      value,
    ]);
    const text = Buffer.from(JSON.stringify(body));
    return random() < 0.3 ? text.subarray(0, upTo(text.length)) : text;
  }

  it(`at every HTTP door, ${REQUESTS} times, are answered without a fault, and raw ones do no harm`, async () => {
    expect(doors.length).toBeGreaterThan(0);
    await inCrowds(REQUESTS - 300, request);
    const port = Number(new URL(program.http).port);
    await inCrowds(300, () =>
      throwAt(port, Buffer.concat([Buffer.from(oneOf(['', 'POST / HTTP/1.1\r\n', 'GET '])), bytes(300)])),
    );
    await expectGoodHealth(22);
    expect(program.log()).not.toMatch(/"level":[56]0/);
  });
});
