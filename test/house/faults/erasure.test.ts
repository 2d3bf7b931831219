import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { eventually, getJson, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { LoadKit } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { mqttPort } from './raw-kit.ts';
import { compare, NO_DIFFERENCES, readBack } from './readings.ts';

/** Kit → rows in the store's file, read from the file itself while nothing runs on it. */
async function rowsOnDisk(data: string): Promise<Map<string, number>> {
  const instance = await DuckDBInstance.create(join(data, 'readings.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const tables = await rows(
    `SELECT DISTINCT table_name FROM duckdb_columns() WHERE column_name = 'kit' AND NOT internal`,
  );
  const found = new Map<string, number>();
  for (const [table] of tables) {
    const counts = await rows(
      `SELECT coalesce(k.name, 'nameless ' || t.kit), count(*)::INTEGER FROM "${table}" t LEFT JOIN kits k ON k.id = t.kit GROUP BY ALL`,
    );
    for (const [kit, n] of counts) found.set(String(kit), (found.get(String(kit)) ?? 0) + Number(n));
  }
  for (const [name] of await rows('SELECT name FROM kits'))
    if (!found.has(String(name))) found.set(String(name), 0);
  connection.disconnectSync();
  instance.closeSync();
  return found;
}

async function loaded(program: Program, count: number): Promise<LoadKit[]> {
  const kits = (await registerKits(program, count)).map(
    (kit, n) => new LoadKit(kit, randomNumbers(n), Date.now()),
  );
  for (const kit of kits) kit.connect(mqttPort(program));
  await sleep(600);
  return kits;
}

function removeKit(program: Program, kit: Kit): Promise<Response> {
  const headers = { authorization: `Bearer ${program.administrator}` };
  return fetch(`${program.http}/api/v1/kits/${kit.id}`, { method: 'DELETE', headers });
}

it('a kit that is removed under load leaves nothing, also after a kill; other kits and its successor keep theirs', async () => {
  const first = await startSuperilla();
  const [gone, stays] = (await loaded(first, 2)) as [LoadKit, LoadKit];
  const { code, stderr } = await first.command('kit', 'remove', gone.kit.id);
  expect(code, stderr).toBe(0);
  const [newKit] = (await registerKits(first, 1)) as [Kit];
  const successor = new LoadKit(newKit, randomNumbers(9), Date.now());
  successor.connect(mqttPort(first));
  await sleep(300);
  await first.kill();
  for (const kit of [gone, stays, successor]) kit.end();

  const second = await startSuperilla({ data: first.data });
  onTestFinished(() => second.end());
  await settledBooks(second);
  expect(successor.acknowledged.size).toBeGreaterThan(0);
  for (const kit of [stays, successor])
    expect(compare(kit, await readBack(second, `kit=${kit.kit.id}`))).toEqual(NO_DIFFERENCES);
  await second.stop();
  const rows = await rowsOnDisk(first.data);
  expect([...rows.keys()].sort()).toEqual([stays.kit.id, successor.kit.id].sort());
});

it('kits whose removal a kill cuts short are there with everything, or gone from the disk', async () => {
  const random = randomNumbers(77);
  let program = await startSuperilla();
  const { data, administrator } = program;
  onTestFinished(() => program.end());
  const kits = await loaded(program, 12);
  for (const kit of kits) kit.pause();
  await settledBooks(program);
  for (const kit of kits) kit.end();
  const removed = new Set<string>();
  for (let round = 0; round < 2; round++) {
    const removals = kits.slice(round * 6, round * 6 + 6).map(({ kit }) =>
      removeKit({ ...program, administrator }, kit).then(
        ({ status }) => status === 204 && removed.add(kit.id),
        () => false,
      ),
    );
    await sleep(random() * 60);
    await program.kill();
    await Promise.all(removals);
    program = await startSuperilla({ data });
  }
  const registered = (await getJson<{ kits: Kit[] }>(program, '/api/v1/kits')).kits.map(({ id }) => id);
  await settledBooks(program);
  const left = kits.filter(({ kit }) => registered.includes(kit.id));
  for (const kit of left)
    expect(compare(kit, await readBack(program, `kit=${kit.kit.id}`))).toEqual(NO_DIFFERENCES);
  expect(
    registered.filter((id) => removed.has(id)),
    'removed and there again',
  ).toEqual([]);
  await program.stop();
  expect([...(await rowsOnDisk(data)).keys()].sort()).toEqual([...registered].sort());
});

interface Marked {
  readonly simulated: boolean;
}

async function simulatedThings(program: Program): Promise<Record<string, unknown[]>> {
  const { kits } = await getJson<{ kits: Marked[] }>(program, '/api/v1/kits');
  const { projects } = await getJson<{ projects: Marked[] }>(program, '/api/v1/projects');
  const { places } = await getJson<{ places: Marked[] }>(program, '/api/v1/places');
  const { organisations } = await getJson<{ organisations: unknown[] }>(program, '/api/v1/organisations');
  const latest = await getJson<{ kits: unknown[] }>(program, '/api/v1/latest?simulated=include');
  const readings = await readBack(program);
  return { kits, projects, places, organisations, latest: latest.kits, readings };
}

const NOTHING = { kits: [], projects: [], places: [], organisations: [], latest: [], readings: [] };

it.each(['while it runs', 'while the server is stopped'])(
  'demo off, %s, leaves nothing of the demonstration behind',
  async (when) => {
    let program = await startSuperilla({ env: { SUPERILLA_DEMO: '1' } });
    const { data } = program;
    onTestFinished(() => program.end());
    const seen = await eventually(
      () => simulatedThings(program),
      ({ readings }) => (readings?.length ?? 0) > 50,
      20_000,
    );
    for (const things of Object.values(seen)) expect(things.length).toBeGreaterThan(0);
    if (when === 'while the server is stopped') await program.stop();
    const { code, stderr } = await program.command('demo', 'off');
    expect(code, stderr).toBe(0);
    if (when === 'while it runs') {
      expect(await simulatedThings(program)).toEqual(NOTHING);
      await program.kill();
    }
    program = await startSuperilla({ data, env: { SUPERILLA_DEMO: '1' } });
    await settledBooks(program);
    expect(await simulatedThings(program)).toEqual(NOTHING);
    await program.stop();
    expect(await rowsOnDisk(data)).toEqual(new Map());
  },
);
