import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Stage } from '../stage.ts';

/** The database that peers write to. */
export const DATABASE = 'bench';

/** A database server beside ours. */
export interface DatabaseServer {
  readonly url: string;
  readonly pid: number;
  /** Bytes of its data on disk. */
  bytes(): number;
  end(): Promise<void>;
}

interface Recipe {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly ready: string;
}

/** Whether a program can be started. */
export function isHere(command: string): boolean {
  return spawnSync(command, ['-h'], { stdio: 'ignore' }).error === undefined;
}

/** Bytes of all files in a folder. */
export function bytesIn(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    try {
      sum += lstatSync(join(entry.parentPath ?? entry.path, entry.name)).blocks * 512;
    } catch {
      // Servers remove files while they are counted.
    }
  }
  return sum;
}

async function start(stage: Stage, folder: string, about: { url: string; recipe: Recipe }) {
  const { url, recipe } = about;
  const child = stage.spawn(recipe.command, recipe.args, {
    env: { ...recipe.env, HOME: folder },
    unprivileged: true,
  });
  for (let attempt = 0; ; attempt++) {
    const up = await fetch(`${url}${recipe.ready}`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (attempt > 600) throw new Error(`${recipe.command} did not start`);
    await sleep(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    bytes: () => bytesIn(folder),
    async end() {
      await stage.end(child, 'SIGKILL');
      stage.remove(folder);
    },
  };
}

/** InfluxDB 1.x with a database; it compacts what has been cold for five seconds instead of hours. */
export async function startInfluxd(stage: Stage): Promise<DatabaseServer> {
  const folder = stage.folder('influxd');
  const [http, rpc] = [await freePort(), await freePort()];
  const env = {
    INFLUXDB_REPORTING_DISABLED: 'true',
    INFLUXDB_BIND_ADDRESS: `127.0.0.1:${rpc}`,
    INFLUXDB_HTTP_BIND_ADDRESS: `127.0.0.1:${http}`,
    INFLUXDB_META_DIR: join(folder, 'meta'),
    INFLUXDB_DATA_DIR: join(folder, 'data'),
    INFLUXDB_DATA_WAL_DIR: join(folder, 'wal'),
    INFLUXDB_DATA_INDEX_VERSION: 'tsi1',
    INFLUXDB_DATA_CACHE_SNAPSHOT_WRITE_COLD_DURATION: '5s',
    INFLUXDB_DATA_COMPACT_FULL_WRITE_COLD_DURATION: '5s',
    INFLUXDB_MONITOR_STORE_ENABLED: 'false',
    INFLUXDB_HTTP_LOG_ENABLED: 'false',
    INFLUXDB_DATA_QUERY_LOG_ENABLED: 'false',
  };
  const recipe = { command: 'influxd', args: ['run', '-config', '/dev/null'], env, ready: '/ping' };
  const server = await start(stage, folder, { url: `http://127.0.0.1:${http}`, recipe });
  await influxQuery(server.url, `CREATE DATABASE ${DATABASE} WITH DURATION INF SHARD DURATION 1d NAME d`);
  return server;
}

/** VictoriaMetrics on an empty folder. */
export async function startVictoriaMetrics(stage: Stage): Promise<DatabaseServer> {
  const folder = stage.folder('victoria');
  const http = await freePort();
  const args = [
    `-storageDataPath=${join(folder, 'data')}`,
    `-httpListenAddr=127.0.0.1:${http}`,
    '-retentionPeriod=10y',
    '-search.latencyOffset=0s',
  ];
  const recipe = { command: 'victoria-metrics', args, env: {}, ready: '/health' };
  return start(stage, folder, { url: `http://127.0.0.1:${http}`, recipe });
}

/** Asks InfluxQL; the values of the first series. */
export async function influxQuery(url: string, q: string): Promise<readonly (readonly unknown[])[]> {
  const answer = await fetch(`${url}/query?${new URLSearchParams({ db: DATABASE, epoch: 'ms' })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ q }),
  });
  const { results, error } = (await answer.json()) as {
    results?: { series?: { values: unknown[][] }[]; error?: string }[];
    error?: string;
  };
  const trouble = error ?? results?.[0]?.error;
  if (trouble !== undefined) throw new Error(`InfluxDB: ${trouble}`);
  return results?.[0]?.series?.[0]?.values ?? [];
}
