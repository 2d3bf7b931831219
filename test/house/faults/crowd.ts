import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually, type Kit } from '../client.ts';

/** One connection of the crowd. Its first message has `value`, and `time` in UTC ms. */
interface Member {
  readonly kit: Kit;
  readonly clientId: string;
  readonly address: string;
  readonly value: number;
  readonly time: number;
}

/** What the crowd has seen so far. */
interface CrowdCounts {
  readonly connected: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** CONNACKs other than 0. */
  readonly refused: number;
}

/** A crowd of connections in a process of its own. */
export interface Crowd {
  counts(): Promise<CrowdCounts>;
  /** Waits until `accept` is content, at most `ms`; gives what it saw last. */
  until(accept: (counts: CrowdCounts) => boolean, ms: number): Promise<CrowdCounts>;
  end(): void;
}

/** How many files a process may have open here; sockets are files. */
export function openFilesAllowed(): number {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const hard = /^Max open files\s+\d+\s+(\d+|unlimited)/m.exec(limits)?.[1];
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
}

/** `count` connections of these kits, by turns, from addresses of this machine. */
export function membersOf(kits: readonly Kit[], count: number): Member[] {
  const time = Date.now();
  return Array.from({ length: count }, (_, n) => ({
    kit: kits[n % kits.length] as Kit,
    clientId: `c${n}`,
    address: `127.0.${1 + Math.floor(n / 2000)}.${1 + (n % 200)}`,
    value: n,
    time: time - count + n,
  }));
}

/** Starts a crowd; a member's values grow by their number with every message. */
export function startCrowd(port: number, members: readonly Member[], longestWaitMs: number): Crowd {
  const child: ChildProcess = fork(fileURLToPath(new URL('crowd-process.mjs', import.meta.url)));
  const ask = (message: object) =>
    new Promise<CrowdCounts>((resolve) => {
      child.once('message', ({ counts }: { counts: CrowdCounts }) => resolve(counts));
      child.send(message);
    });
  const counts = () => ask({});
  void ask({ begin: { port, members, longestWaitMs, step: members.length } });
  return {
    counts,
    until: (accept, ms) => eventually(counts, accept, ms),
    end: () => void child.kill('SIGKILL'),
  };
}
