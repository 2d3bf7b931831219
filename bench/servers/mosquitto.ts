import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type Stage } from '../stage.ts';

/**
 * Tuned so that it loses nothing under load: no bound on what it queues for the subscriber. Persistence would only save on
 * exit and every half hour; a write for every message is not on offer.
 */
const LOSSLESS = [
  'max_queued_messages 0',
  'max_inflight_messages 1000',
  'set_tcp_nodelay true',
  'persistence true',
  'autosave_interval 1800',
];

export interface Mosquitto {
  readonly port: number;
  end(): Promise<void>;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await sleep(50);
  }
  throw new Error('mosquitto did not start');
}

/** Starts mosquitto, tuned to lose nothing or with its defaults. */
export async function startMosquitto(stage: Stage, tuning: 'lossless' | 'defaults'): Promise<Mosquitto> {
  const folder = stage.folder('mosquitto');
  const port = await freePort();
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'log_type none'];
  if (tuning === 'lossless') lines.push(...LOSSLESS, `persistence_location ${folder}/`);
  writeFileSync(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\n`);
  const child = stage.spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')]);
  await listening(port);
  return {
    port,
    async end() {
      await stage.end(child, 'SIGKILL');
      stage.remove(folder);
    },
  };
}
