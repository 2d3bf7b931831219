import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The program as the test run's set-up built it. */
const BIN = fileURLToPath(new URL('../../dist/app/cli/main.js', import.meta.url));

export interface ProgramOptions {
  /** Settings beside the folder and the ports, which are free ones. */
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
  /** A folder to start on again; a new one when absent. */
  readonly data?: string;
}

/** The program as it ships, running on a data folder of its own. */
export interface Program {
  readonly http: string;
  readonly mqtt: string;
  readonly openMqtt: string | undefined;
  readonly mqttTls: string | undefined;
  readonly data: string;
  readonly pid: number;
  /** Token of the administrator; empty when the folder had one already. */
  readonly administrator: string;
  /** Everything it wrote to standard error so far. */
  log(): string;
  /** Runs a `superilla` command on the same folder. */
  command(...args: string[]): Promise<Result>;
  /** Ends it as Ctrl+C does; the folder stays. */
  stop(): Promise<void>;
  /** SIGKILL; the folder stays. */
  kill(): Promise<void>;
  /** Stops it and removes the folder. */
  end(): Promise<void>;
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the program runs in; settings of the test run itself (`SUPERILLA_LONG`) are none of its business. */
function environment(data: string, env: Record<string, string> = {}): NodeJS.ProcessEnv {
  const defaults = {
    SUPERILLA_DATA: data,
    SUPERILLA_HTTP_PORT: '0',
    SUPERILLA_MQTT_PORT: '0',
    SUPERILLA_DEMO: '0',
    SUPERILLA_RATE_MESSAGES: '0',
    SUPERILLA_RATE_BYTES: '0',
  };
  const others = Object.entries(process.env).filter(([key]) => !key.startsWith('SUPERILLA_'));
  return { ...Object.fromEntries(others), ...defaults, ...env };
}

/** Runs a `superilla` command to its end. */
export function runCommand(
  data: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Result> {
  return new Promise((resolve) => {
    const options = { env: environment(data, env), maxBuffer: 1 << 30, cwd: tmpdir() };
    execFile(process.execPath, [BIN, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

interface Ready {
  readonly http: string;
  readonly mqtt: string;
  readonly openMqtt?: string;
  readonly mqttTls?: string;
}

function whenReady(child: ChildProcess, log: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${log()}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as Ready);
    });
  });
}

function launch(data: string, options: ProgramOptions) {
  return spawn(process.execPath, [BIN, 'up', ...(options.args ?? [])], {
    env: environment(data, options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: tmpdir(),
  });
}

/** Starts the program on a folder and kills it `ms` later, ready or not. */
export async function killWhileStarting(
  options: ProgramOptions & { data: string },
  ms: number,
): Promise<void> {
  const child = launch(options.data, options);
  setTimeout(() => child.kill('SIGKILL'), ms);
  await gone(child);
}

/** Starts the program and waits until it says that it is ready. */
export async function startSuperilla(options: ProgramOptions = {}): Promise<Program> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'superilla-'));
  const child = launch(data, options);
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const ready = await whenReady(child, () => written);
  const signal = async (name: 'SIGTERM' | 'SIGKILL') => {
    child.kill(name);
    await gone(child);
  };
  return {
    http: ready.http,
    mqtt: ready.mqtt,
    openMqtt: ready.openMqtt,
    mqttTls: ready.mqttTls,
    data,
    pid: child.pid ?? 0,
    administrator: /token, shown only now \(it is stored hashed\): (\S+)/.exec(written)?.[1] ?? '',
    log: () => written,
    command: (...args) => runCommand(data, args, options.env),
    stop: () => signal('SIGTERM'),
    kill: () => signal('SIGKILL'),
    async end() {
      await signal('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
