import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a running server writes into its data folder for the commands. */
export interface Running {
  readonly pid: number;
  readonly socket: string;
  /** Absent while no listener is open. */
  readonly http?: string;
  readonly mqtt?: string;
}

const FILE = 'running.json';

/** Where the socket of a data folder is: inside it, or, where that path is longer than a socket's may be, in the temporary folder. */
export function socketPath(data: string): string {
  const inside = resolve(data, 'superilla.sock');
  // sun_path holds 108 bytes on Linux (unix(7)).
  if (Buffer.byteLength(inside) < 104) return inside;
  return join(tmpdir(), `superilla-${createHash('sha256').update(inside).digest('hex').slice(0, 24)}.sock`);
}

/** Says that a server runs on the folder, and where. */
export function announce(data: string, running: Running): void {
  writeFileSync(join(data, FILE), JSON.stringify(running), { mode: 0o600 });
}

/** Takes the announcement back. */
export function withdraw(data: string): void {
  rmSync(join(data, FILE), { force: true });
}

/** What the server that holds the folder says of itself; undefined when it has not said it yet. */
export function runningOn(data: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(join(data, FILE), 'utf8')) as Running;
  } catch {
    return undefined;
  }
}
