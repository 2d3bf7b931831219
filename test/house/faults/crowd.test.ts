import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRaw } from '../../../broker/broker.test-kit.ts';
import { freePort } from '../../../stores/influx/server.test-kit.ts';
import type { Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { imbalance, settledBooks } from './books.ts';
import { type Crowd, membersOf, openFilesAllowed, startCrowd } from './crowd.ts';
import { registerKits } from './kits.ts';
import { residentMegabytes } from './memory.ts';
import { readBack } from './readings.ts';

const isLong = process.env['SUPERILLA_LONG'] === '1';
const CONNECTIONS = isLong ? 10_000 : 2_000;
const KITS = 100;
/** Longest wait of a kit before it tries again, ms. */
const LONGEST_WAIT = 8_000;

describe.skipIf(openFilesAllowed() < CONNECTIONS + 500)(
  `${CONNECTIONS} connections of ${KITS} kits (needs as many open files)`,
  () => {
    let program: Program;
    let crowd: Crowd;
    let kits: Kit[];
    let idle: number;
    let env: Record<string, string>;

    beforeAll(async () => {
      env = { SUPERILLA_MQTT_PORT: String(await freePort()) };
      program = await startSuperilla({ env });
      kits = await registerKits(program, KITS);
      idle = residentMegabytes(program);
      crowd = startCrowd(Number(env['SUPERILLA_MQTT_PORT']), membersOf(kits, CONNECTIONS), LONGEST_WAIT);
    });
    afterAll(async () => {
      crowd?.end();
      await program?.end();
    });

    /** Everything published so far is stored once. */
    async function expectStored(messages: number): Promise<void> {
      expect(imbalance(await settledBooks(program))).toBe(0);
      const values = (await readBack(program)).map(({ value }) => value).sort((a, b) => a - b);
      expect(values).toEqual(Array.from({ length: messages }, (_, n) => n));
    }

    it('are all let in, and each has its message acknowledged and stored, within bounded memory', async () => {
      const seen = await crowd.until(({ acknowledged }) => acknowledged === CONNECTIONS, 60_000);
      expect(seen).toMatchObject({ connected: CONNECTIONS, acknowledged: CONNECTIONS, refused: 0 });
      const metrics = await (await fetch(`${program.http}/metrics`)).text();
      expect(metrics).toContain(`superilla_mqtt_connections ${CONNECTIONS}`);
      expect(residentMegabytes(program) - idle).toBeLessThan(100 + CONNECTIONS * 0.025);
      await expectStored(CONNECTIONS);
    });

    it('all come back within a minute of a kill, and what they send then is kept too', async () => {
      await program.kill();
      program = await startSuperilla({ data: program.data, env });
      const begin = Date.now();
      const seen = await crowd.until(({ acknowledged }) => acknowledged === 2 * CONNECTIONS, 60_000);
      expect(Date.now() - begin).toBeLessThan(60_000);
      expect(seen).toMatchObject({ connected: CONNECTIONS, acknowledged: 2 * CONNECTIONS, refused: 0 });
      await expectStored(2 * CONNECTIONS);
    });
  },
);

/** An address of this machine that is not its loopback one, which is exempt from the limit. */
const OUTWARD = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

it.skipIf(OUTWARD === undefined)(
  'connections of one address beyond its number are closed unheard, those of others let in (needs an address beside loopback)',
  async () => {
    const env = { SUPERILLA_MQTT_CONNECTS_PER_ADDRESS: '10', SUPERILLA_HOST: '0.0.0.0' };
    const program = await startSuperilla({ env });
    onTestFinished(() => program.end());
    const { port } = new URL(program.mqtt);
    const storm = await Promise.all(Array.from({ length: 25 }, () => openRaw(Number(port), OUTWARD)));
    const closed = await Promise.all(
      storm.map(({ closed }) =>
        Promise.race([closed.then(() => true), new Promise((r) => setTimeout(r, 1000))]),
      ),
    );
    expect(closed.filter((seen) => seen === true)).toHaveLength(15);
    const near = await openRaw(Number(port));
    near.send({ cmd: 'pingreq' });
    expect(near.socket.destroyed).toBe(false);
    const metrics = await (await fetch(`http://127.0.0.1:${new URL(program.http).port}/metrics`)).text();
    expect(metrics).toContain('superilla_mqtt_refused_total 15');
    for (const { socket } of [...storm, near]) socket.destroy();
  },
);
