import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chownSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Nobody, as whom servers run that need no rights. */
const NOBODY = 65_534;

/** Whether a command stands on the PATH. */
export function isHere(command: string): boolean {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

/** How a server is started and found to be up. */
interface Recipe {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly ready: string;
}

/** A database server of a test, with its data in a folder of its own. */
export class TestServer {
  readonly url: string;
  readonly #folder: string;
  readonly #recipe: Recipe;
  #child: ChildProcess | undefined;

  constructor(url: string, folder: string, recipe: Recipe) {
    this.url = url;
    this.#folder = folder;
    this.#recipe = recipe;
  }

  /** Starts it, on the data that is there, and waits until it answers. */
  async start(): Promise<void> {
    const { command, args, env, ready } = this.#recipe;
    const root = process.getuid?.() === 0;
    this.#child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      ...(root ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    const end = Date.now() + 30_000;
    while (!(await this.#answers(ready))) {
      if (Date.now() > end) throw new Error(`${command} did not start`);
      await sleep(20);
    }
  }

  /** Ends it; the data stays. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Ends it and removes its data. */
  async end(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(ready: string): Promise<boolean> {
    try {
      return (await fetch(`${this.url}${ready}`)).ok;
    } catch {
      return false;
    }
  }
}

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `superilla-${name}-`));
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

/** A new InfluxDB 1.x on free ports. */
export async function startInfluxd(): Promise<TestServer> {
  const folder = folderFor('influxd');
  const [http, rpc] = [await freePort(), await freePort()];
  const server = new TestServer(`http://127.0.0.1:${http}`, folder, {
    command: 'influxd',
    args: ['run', '-config', '/dev/null'],
    env: {
      HOME: folder,
      INFLUXDB_REPORTING_DISABLED: 'true',
      INFLUXDB_BIND_ADDRESS: `127.0.0.1:${rpc}`,
      INFLUXDB_HTTP_BIND_ADDRESS: `127.0.0.1:${http}`,
      INFLUXDB_META_DIR: join(folder, 'meta'),
      INFLUXDB_DATA_DIR: join(folder, 'data'),
      INFLUXDB_DATA_WAL_DIR: join(folder, 'wal'),
      INFLUXDB_DATA_INDEX_VERSION: 'tsi1',
      INFLUXDB_MONITOR_STORE_ENABLED: 'false',
      INFLUXDB_HTTP_LOG_ENABLED: 'false',
      INFLUXDB_DATA_QUERY_LOG_ENABLED: 'false',
    },
    ready: '/ping',
  });
  await server.start();
  return server;
}

/** A new VictoriaMetrics on a free port. */
export async function startVictoriaMetrics(): Promise<TestServer> {
  const folder = folderFor('victoria');
  const http = await freePort();
  const server = new TestServer(`http://127.0.0.1:${http}`, folder, {
    command: 'victoria-metrics',
    args: [
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${http}`,
      '-retentionPeriod=10y',
      '-search.latencyOffset=0s',
    ],
    env: { HOME: folder },
    ready: '/health',
  });
  await server.start();
  return server;
}
