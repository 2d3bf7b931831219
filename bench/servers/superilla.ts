import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../../app/cli/client.ts';
import { runningOn } from '../../app/running.ts';
import type { Account } from '../load/order.ts';
import type { Stage } from '../stage.ts';

const BIN = fileURLToPath(new URL('../../../bin/superilla.mjs', import.meta.url));
/** As `npm start` and the command start it. */
const AS_STARTED = ['--max-semi-space-size=64'];
/** How the line begins that tells a new administrator's token. */
const TOKEN_LINE = "The administrator's token";
/** Registrations under way at once. */
const REGISTERING = 8;

interface Registered {
  readonly credentials: { readonly username: string; readonly password: string };
  readonly topics: { readonly readings: string };
}

interface Status {
  readonly accounts: {
    readonly received: number;
    readonly stored: number;
    readonly pending: number;
    readonly rejected: number;
  };
}

export interface SuperillaOptions {
  /** Settings beside the folder and the ports. */
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Node, for profiles. */
  readonly nodeArgs?: readonly string[];
  /** A data folder to start on; a new one, removed at the end, when absent. */
  readonly data?: string;
}

/** The program as it ships, on a data folder of its own. */
export interface Superilla {
  readonly pid: number;
  readonly http: string;
  readonly mqttPort: number;
  readonly data: string;
  /** Registers kits and gives what their clients need. */
  register(count: number, prefix?: string): Promise<Account[]>;
  status(): Promise<Status['accounts']>;
  /** Resolves when so many readings are stored, or when nothing more moved for ten seconds; how many are. */
  stored(readings: number): Promise<number>;
  end(): Promise<void>;
}

function environment(data: string, env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    SUPERILLA_DATA: data,
    SUPERILLA_HTTP_PORT: '0',
    SUPERILLA_MQTT_PORT: '0',
    SUPERILLA_DEMO: '0',
    SUPERILLA_LOG: 'error',
    SUPERILLA_RATE_MESSAGES: '0',
    SUPERILLA_RATE_BYTES: '0',
    ...env,
  };
}

/** Starts the program and waits until it says that it is ready. */
export async function startSuperilla(stage: Stage, options: SuperillaOptions = {}): Promise<Superilla> {
  const data = options.data ?? stage.folder('superilla');
  const child = stage.spawn(process.execPath, [...AS_STARTED, ...(options.nodeArgs ?? []), BIN, 'up'], {
    env: environment(data, options.env),
    output: 'pipe',
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`superilla ended with ${code}`)));
    if (child.stderr !== null)
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (!line.startsWith(TOKEN_LINE)) process.stderr.write(`superilla: ${line}\n`);
      });
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready":true')) resolve();
      });
  });
  const running = runningOn(data);
  const client = clientOf(running?.socket ?? '', async () => {});
  const status = async () => (await client.call<Status>('GET', '/admin/status')).accounts;
  return {
    pid: child.pid ?? 0,
    http: running?.http ?? '',
    mqttPort: Number(new URL(running?.mqtt ?? '').port),
    data,
    status,
    async register(count, prefix = 'bench') {
      const accounts: Account[] = [];
      const one = async (n: number) => {
        const fields = { name: `Bench ${n}`, id: `${prefix}-${n}` };
        const made = await client.call<Registered>('POST', '/api/v1/kits', fields);
        accounts[n] = { clientId: 'kit', ...made.credentials, topic: made.topics.readings };
      };
      for (let n = 0; n < count; n += REGISTERING)
        await Promise.all(Array.from({ length: Math.min(REGISTERING, count - n) }, (_, i) => one(n + i)));
      return accounts;
    },
    async stored(readings) {
      let last = -1;
      let moved = Date.now();
      for (;;) {
        const { stored } = await status();
        if (stored >= readings) return stored;
        if (stored !== last) moved = Date.now();
        else if (Date.now() - moved > 10_000) return stored;
        last = stored;
        await sleep(10);
      }
    },
    async end() {
      await stage.end(child);
      if (options.data === undefined) stage.remove(data);
    },
  };
}
