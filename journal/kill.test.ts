import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openJournal } from './journal.ts';

const APPENDER = fileURLToPath(new URL('fixtures/appender.mjs', import.meta.url));
const KILLS = 10;

/** Runs the appender until it has acknowledged something and `ms` more, then kills it. Gives what it acknowledged. */
async function runAndKill(directory: string, acknowledged: string, ms: number): Promise<number[]> {
  const out = openSync(acknowledged, 'w');
  const child: ChildProcess = spawn(process.execPath, [APPENDER, directory], {
    stdio: ['ignore', out, 'inherit'],
  });
  closeSync(out);
  const exit = once(child, 'exit');
  while (statSync(acknowledged).size === 0 && child.exitCode === null) await sleep(5);
  await sleep(ms);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
  const lines = readFileSync(acknowledged, 'utf8').split('\n');
  return lines.slice(0, -1).map(Number);
}

it('has every acknowledged frame, in order and without a gap, after ten kills', {
  timeout: 120_000,
}, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'superilla-kill-'));
  const directory = join(parent, 'journal');
  try {
    const runs: number[][] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      runs.push(await runAndKill(directory, join(parent, 'acknowledged'), 7 * kill + Math.random() * 20));
    }
    for (const [n, run] of runs.entries()) {
      const first = run[0] ?? 0;
      expect(run).toEqual(Array.from({ length: run.length }, (_, k) => first + k));
      // What one run acknowledged, the next one knew.
      expect(first).toBeGreaterThan(runs[n - 1]?.at(-1) ?? 0);
    }
    const journal = await openJournal({ directory, consumers: ['store'], floorBytes: 0 });
    const newest = runs.at(-1)?.at(-1) ?? 0;
    let expected = 0;
    for await (const frame of journal.recover(0)) {
      expect(frame.seq).toBe(++expected);
      if (frame.kind === 'message') expect(Buffer.from(frame.payload).toString()).toBe(`message ${expected}`);
    }
    expect(expected).toBeGreaterThanOrEqual(newest);
    expect(newest).toBeGreaterThan(KILLS * 64);
    await journal.close();
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
