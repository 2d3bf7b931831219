import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { kitFieldsSchema } from '../../domain/kit.ts';
import type { Row } from '../../domain/reading.ts';
import { openRegistry } from '../../registry/registry.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { randomNumbers } from './faults/random.ts';
import { connectOf, mqttPort, readingsPacket } from './faults/raw-kit.ts';
import { type Program, startSuperilla } from './program.ts';

const SECONDS = 20;
const PHENOMENA: string[] = [
  ...['pm1', 'pm2_5', 'pm10', 'temperature'],
  ...['humidity', 'pressure', 'noise_laeq', 'battery'],
];
const LEVELS = [8, 12, 20, 18, 60, 101_300, 58, 90];

/** Clock ticks a second of /proc (proc(5)); 100 on every Linux that Node.js runs on. */
const TICKS = 100;

interface Kit {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** A folder with so many kits registered. */
async function folderWith(count: number): Promise<{ data: string; kits: Kit[] }> {
  const data = mkdtempSync(join(tmpdir(), 'superilla-sizes-'));
  const registry = await openRegistry({ path: join(data, 'registry.db') });
  const kits: Kit[] = [];
  for (let n = 0; n < count; n++) {
    const made = await registry.register(kitFieldsSchema.parse({ name: 'Kit' }), { id: `kit-${n}` });
    if ('obstacle' in made) throw new Error(made.words);
    kits.push({ id: made.kit.id, username: made.kit.id, password: made.token ?? '' });
  }
  await registry.close();
  return { data, kits };
}

async function connectAll(program: Program, kits: readonly Kit[]): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let at = 0; at < kits.length; at += 100) {
    const some = kits.slice(at, at + 100).map(
      (kit) =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(mqttPort(program), '127.0.0.1');
          socket.once('error', reject);
          socket.once('data', () => resolve(socket));
          socket.write(mqttPacket.generate(connectOf(kit, { clientId: kit.id, keepalive: 600 })));
        }),
    );
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

/** Processor seconds used so far, and memory in use, MB. */
function usage(pid: number): { cpu: number; rss: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, rss: Number(kilobytes) / 1024 };
}

/** Sends so many messages a second, each of the next kit; gives how many were acknowledged. */
async function send(sockets: readonly Socket[], kits: readonly Kit[], rate: number): Promise<number> {
  let acknowledged = 0;
  // A PUBACK is four bytes.
  for (const socket of sockets)
    socket.on('data', (bytes) => {
      acknowledged += bytes.length / 4;
    });
  const began = performance.now();
  for (let n = 0; n < rate * SECONDS; n++) {
    await sleep(Math.max(0, began + (n / rate) * 1000 - performance.now()));
    const at = n % kits.length;
    const body = Object.fromEntries(PHENOMENA.map((id, i) => [id, (LEVELS[i] ?? 0) + (n % 7) / 10]));
    sockets[at]?.write(mqttPacket.generate(readingsPacket(kits[at] as Kit, (n % 65_535) + 1, { body })));
  }
  await sleep(1000);
  return acknowledged;
}

function* minutes(kits: number, count: number): Generator<{ rows: Row[]; watermark: number }> {
  const random = randomNumbers(1);
  const values = Array.from({ length: kits }, () => [...LEVELS]);
  for (let minute = 1; minute <= count; minute++) {
    const rows = values.map((levels, n) => {
      for (let i = 0; i < levels.length; i++)
        levels[i] = Math.round(((levels[i] ?? 0) + random() - 0.5) * 10) / 10;
      const time = Date.UTC(2026, 2, 1) + minute * 60_000 + n * 50;
      return {
        kit: `kit-${n}`,
        ...{ channel: '', time, received: time + 200, phenomena: PHENOMENA, values: [...levels] },
        flags: levels.map(() => 0),
      };
    });
    yield { rows, watermark: minute };
  }
}

describe.skipIf(process.env['SUPERILLA_LONG'] !== '1')('sizes (with SUPERILLA_LONG=1)', () => {
  it.each([
    [20, 3],
    [1000, 17],
    [10_000, 170],
  ])(
    'of a house with %i kits that send %i messages a second of eight values',
    async (count, rate) => {
      const { data, kits } = await folderWith(count);
      const program = await startSuperilla({ data });
      const idle = usage(program.pid);
      const sockets = await connectAll(program, kits);
      await sleep(2000);
      const connected = usage(program.pid);
      const acknowledged = await send(sockets, kits, rate);
      const after = usage(program.pid);
      for (const socket of sockets) socket.destroy();
      await program.end();
      expect(acknowledged).toBe(rate * SECONDS);
      const share = ((after.cpu - connected.cpu) / (SECONDS + 1)) * 100;
      const [before, with_, busy] = [idle.rss, connected.rss, after.rss].map(Math.round);
      process.stdout.write(
        `sizes: ${count} kits, ${rate} messages/s: ${share.toFixed(1)} % of one core; RSS ${before} MB at start, ${with_} MB connected, ${busy} MB under load\n`,
      );
      expect(share).toBeLessThan(100);
      expect(after.rss).toBeLessThan(1000);
    },
    300_000,
  );

  it('of a value on disk, and how long a snapshot of it takes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'superilla-sizes-'));
    const path = join(folder, 'readings.duckdb');
    const store = await openDuckDbStore({ path });
    let watermark = 0;
    for (const batch of minutes(1000, 600)) {
      await store.append({ ...batch, late: [] });
      watermark = batch.watermark;
    }
    await store.checkpoint();
    const bytes = statSync(path).size;
    let longest = 0;
    let busy = true;
    const began = performance.now();
    const copying = store.snapshot?.(join(folder, 'copy.duckdb')).finally(() => {
      busy = false;
    });
    while (busy) {
      const from = performance.now();
      await store.append({ rows: [], late: [], watermark: ++watermark });
      longest = Math.max(longest, performance.now() - from);
    }
    await copying;
    const took = performance.now() - began;
    await store.close();
    rmSync(folder, { recursive: true });
    process.stdout.write(
      `sizes: ${(bytes / 4_800_000).toFixed(2)} bytes a value on disk; a snapshot of ${Math.round(bytes / 1e6)} MB took ${Math.round(took)} ms, the longest commit meanwhile ${Math.round(longest)} ms\n`,
    );
    expect(bytes / 4_800_000).toBeLessThan(4);
  }, 300_000);
});
