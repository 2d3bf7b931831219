import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks a second of Linux on every machine that Node runs on. */
const TICKS = 100;
const LOOK_MS = 1_500;
/** What a process that has nothing to do may take of a core. */
const IDLE = 0.05;
const LONGEST_MS = 120_000;

/** CPU seconds of a process since it began (proc(5), fields 14 and 15). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Waits until a server has done what it does by itself after a start: putting days in order, rolling up. */
export async function untilQuiet(pid: number): Promise<void> {
  const began = Date.now();
  for (let before = cpuOf(pid); Date.now() - began < LONGEST_MS; ) {
    await sleep(LOOK_MS);
    const now = cpuOf(pid);
    if ((now - before) / (LOOK_MS / 1000) < IDLE) return;
    before = now;
  }
}
