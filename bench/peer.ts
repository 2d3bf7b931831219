import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ended, listening, runLoad, start } from './children.ts';
import type { Measured, Round } from './round.ts';

/** Tuned so that it loses nothing under load: no bound on what it queues for the subscriber. */
function configuration(port: number): string {
  return [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'max_queued_messages 0',
    'max_inflight_messages 1000',
    'set_tcp_nodelay true',
    'log_type error',
    '',
  ].join('\n');
}

interface Progress {
  readonly durable: number;
  readonly at: number;
}

/**
 * What most people would build: mosquitto, and an mqtt.js subscriber that validates with zod and appends to a file, with
 * fdatasync a group. Its PUBACKs to the publishers promise nothing about the disk; durable is what the subscriber has written.
 */
export async function measurePeer(round: Round): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-bench-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  writeFileSync(join(folder, 'mosquitto.conf'), configuration(port));
  const broker = start('mosquitto', ['-c', join(folder, 'mosquitto.conf')]);
  try {
    await listening(port);
    const subscriber = fork(fileURLToPath(new URL('./peer-subscriber.js', import.meta.url)), [
      String(port),
      join(folder, 'readings.ndjson'),
    ]);
    let progress: Progress = { durable: 0, at: 0 };
    subscriber.on('message', (message) => {
      progress = message as Progress;
    });
    while (progress.at === 0) await sleep(10);
    const accounts = Array.from({ length: round.connections }, (_, n) => ({
      clientId: `bench-${n}`,
      username: 'bench',
      password: 'bench',
      topic: `kits/bench-${n}/readings`,
    }));
    const report = await runLoad({ port, accounts, messages: round.messages, window: round.window });
    const total = round.connections * round.messages;
    // Given up on when nothing more became durable for ten seconds: what is missing then is lost.
    while (progress.durable < total && Date.now() - Math.max(progress.at, report.ended) < 10_000)
      await sleep(20);
    await ended(subscriber);
    const rate = (progress.durable / (progress.at - report.began)) * 1000;
    return { durable: rate, drained: rate, p50: report.p50, p99: report.p99, lost: total - progress.durable };
  } finally {
    await ended(broker);
    rmSync(folder, { recursive: true, force: true });
  }
}
