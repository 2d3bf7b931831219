import { type ChildProcess, fork, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nobody, as whom servers run that need no rights. */
const NOBODY = 65_534;
const root = process.getuid?.() === 0;

interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** As nobody, where this process is root. */
  readonly unprivileged?: boolean;
  readonly output?: 'pipe' | 'ignore';
}

/** Every process and folder that a benchmark uses, so that all can be taken away whatever happens. */
export class Stage {
  readonly #children = new Set<ChildProcess>();
  readonly #folders = new Set<string>();

  /** A temporary folder, of nobody where servers that give up root are to write into it. */
  folder(name: string): string {
    const path = mkdtempSync(join(tmpdir(), `superilla-bench-${name}-`));
    if (root) chownSync(path, NOBODY, NOBODY);
    this.#folders.add(path);
    return path;
  }

  /** Starts a program. */
  spawn(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    const child = spawn(command, [...args], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.output ?? 'ignore', options.output ?? 'ignore'],
      ...(options.unprivileged && root ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    return this.#keep(child);
  }

  /** Starts a module of ours, named relative to this one, with a channel to talk to it. */
  fork(module: string, args: readonly string[] = []): ChildProcess {
    return this.#keep(fork(fileURLToPath(new URL(module, import.meta.url)), [...args]));
  }

  /** Ends a process and waits for it; one that does not listen is killed. */
  async end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#children.has(child)) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      const kill = setTimeout(() => child.kill('SIGKILL'), 20_000);
      child.kill(signal);
      await gone;
      clearTimeout(kill);
    }
  }

  remove(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
    this.#folders.delete(folder);
  }

  /** Takes everything away at once. */
  clear(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    this.#folders.clear();
  }

  #keep(child: ChildProcess): ChildProcess {
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    child.once('error', () => this.#children.delete(child));
    return child;
  }
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

/** Resident memory of a process, megabytes: now, and the most it ever had. Needs Linux. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
