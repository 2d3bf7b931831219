import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who holds a data folder. */
export interface Holder {
  readonly pid: number;
  /** When that process started, so that a pid given again is not taken for it. */
  readonly started: string;
}

/** Start time of a process in clock ticks since boot (proc(5), field 22 of stat); empty when it does not run. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return isAlive(pid) ? 'unknown' : '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return startOf(holder.pid) === holder.started ? holder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the data folder for this process. Gives back what releases it, or who holds it already.
 * A lock left by a process that was killed is taken over.
 */
export function lockFolder(folder: string): (() => void) | Holder {
  const path = join(folder, 'superilla.lock');
  const mine = join(folder, `superilla.lock.${process.pid}`);
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(mine, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(path);
      if (holder !== undefined) return holder;
      renameSync(path, `${mine}.stale`);
      rmSync(`${mine}.stale`, { force: true });
    }
    throw new Error(`cannot take the lock ${path}`);
  } finally {
    rmSync(mine, { force: true });
  }
}
