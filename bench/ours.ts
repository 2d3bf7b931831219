import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../app/cli/client.ts';
import { runningOn } from '../app/running.ts';
import { ended, runLoad, start } from './children.ts';
import type { Measured, Round } from './round.ts';

interface Status {
  readonly accounts: { readonly received: number; readonly stored: number; readonly pending: number };
}

/** Superilla as it ships: durable at the PUBACK, validated, with receipts and accounting, then drained into its store. */
export async function measureOurs(round: Round): Promise<Measured> {
  const data = mkdtempSync(join(tmpdir(), 'superilla-bench-'));
  const main = fileURLToPath(new URL('../app/cli/main.js', import.meta.url));
  const program = start(process.execPath, [main, 'up'], {
    SUPERILLA_DATA: data,
    SUPERILLA_HTTP_PORT: '0',
    SUPERILLA_MQTT_PORT: '0',
    SUPERILLA_DEMO: '0',
    SUPERILLA_LOG: 'error',
    SUPERILLA_RATE_MESSAGES: '0',
    SUPERILLA_RATE_BYTES: '0',
  });
  try {
    await new Promise<void>((resolve, reject) => {
      program.once('exit', (code) => reject(new Error(`superilla ended with ${code}`)));
      if (program.stdout !== null) createInterface({ input: program.stdout }).once('line', () => resolve());
    });
    const running = runningOn(data);
    const client = clientOf(running?.socket ?? '', async () => {});
    const accounts = [];
    for (let n = 0; n < round.connections; n++) {
      const made = await client.call<{
        credentials: { username: string; password: string };
        topics: { readings: string };
      }>('POST', '/api/v1/kits', { name: `Bench ${n}`, id: `bench-${n}` });
      accounts.push({ clientId: 'kit', ...made.credentials, topic: made.topics.readings });
    }
    const port = Number(new URL(running?.mqtt ?? '').port);
    const report = await runLoad({ port, accounts, messages: round.messages, window: round.window });
    const total = round.connections * round.messages;
    let status = await client.call<Status>('GET', '/admin/status');
    while (status.accounts.pending > 0) {
      await sleep(5);
      status = await client.call<Status>('GET', '/admin/status');
    }
    const drained = Date.now();
    return {
      durable: (total / (report.ended - report.began)) * 1000,
      drained: (total / (drained - report.began)) * 1000,
      p50: report.p50,
      p99: report.p99,
      lost: total - status.accounts.stored / 8,
    };
  } finally {
    await ended(program);
    rmSync(data, { recursive: true, force: true });
  }
}
