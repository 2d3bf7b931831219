import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../load/order.ts';
import type { Progress } from '../../peers/messages.ts';
import { influxQuery, startInfluxd } from '../../servers/databases.ts';
import { startMosquitto } from '../../servers/mosquitto.ts';
import type { Stage } from '../../stage.ts';

/** How the peer is set up. */
export type Kind = 'lossless' | 'defaults' | 'file';

/** mosquitto, a subscriber and what it writes to. */
export interface Pipeline {
  readonly port: number;
  /** Resolves when so many messages are durable, or nothing more comes. */
  settled(messages: number): Promise<Progress>;
  /** Messages that can be read back. */
  kept(): Promise<number>;
  end(): Promise<void>;
}

/** Nothing more comes when nothing has for so long, ms. */
const SILENCE = 5000;

/** Accounts of clients that nobody checks. */
export function strangers(count: number): Account[] {
  return Array.from({ length: count }, (_, n) => ({
    clientId: `bench-${n}`,
    username: 'bench',
    password: 'bench',
    topic: `kits/bench-${n}/readings`,
  }));
}

class Watch {
  readonly #child: ChildProcess;
  progress: Progress & { closed?: boolean } = { received: 0, durable: 0, at: 0 };

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      this.progress = message as Progress;
    });
  }

  async ready(): Promise<void> {
    while (this.progress.at === 0) {
      if (this.#child.exitCode !== null) throw new Error(`the subscriber ended with ${this.#child.exitCode}`);
      await sleep(10);
    }
  }

  async settled(messages: number): Promise<Progress> {
    let last = this.progress;
    let moved = Date.now();
    while (this.progress.durable < messages) {
      await sleep(5);
      const { received, durable } = this.progress;
      if (received !== last.received || durable !== last.durable) moved = Date.now();
      else if (Date.now() - moved > SILENCE) return this.#close();
      last = this.progress;
    }
    return this.progress;
  }

  /** Lets the subscriber write what it still has; the silence before is not counted against it. */
  async #close(): Promise<Progress> {
    const before = this.progress;
    const told = Date.now();
    this.#child.send('close');
    for (let n = 0; n < 2000 && this.progress.closed !== true; n++) await sleep(10);
    const { received, durable, at } = this.progress;
    return durable > before.durable ? { received, durable, at: before.at + at - told } : before;
  }
}

/** Starts a pipeline that is empty and listens. */
export async function startPipeline(stage: Stage, kind: Kind): Promise<Pipeline> {
  const mosquitto = await startMosquitto(stage, kind === 'defaults' ? 'defaults' : 'lossless');
  const influxd = kind === 'file' ? undefined : await startInfluxd(stage);
  const folder = stage.folder('peer');
  const child =
    influxd === undefined
      ? stage.fork('./peers/file-subscriber.js', [String(mosquitto.port), join(folder, 'readings.ndjson')])
      : stage.fork('./peers/influx-subscriber.js', [String(mosquitto.port), influxd.url, kind]);
  const watch = new Watch(child);
  await watch.ready();
  return {
    port: mosquitto.port,
    settled: (messages) => watch.settled(messages),
    async kept() {
      if (influxd === undefined) return watch.progress.durable;
      const [row] = await influxQuery(influxd.url, 'SELECT count("pm1") FROM readings');
      return Number(row?.[1] ?? 0);
    },
    async end() {
      await stage.end(child, 'SIGKILL');
      await mosquitto.end();
      await influxd?.end();
      stage.remove(folder);
    },
  };
}
