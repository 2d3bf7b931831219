import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is to be wrong with the machine the program runs on. */
interface Orders {
  /** How far its clock is ahead, ms; negative for behind. */
  readonly clockMs?: number;
  /** How much longer every sync of Node's takes, ms: the journal's and the cursors'. */
  readonly syncMs?: number;
}

/** A machine whose clock and disk can be tampered with while the program runs. */
export interface Tampering {
  /** Environment to start the program in. */
  readonly env: Record<string, string>;
  /** Takes effect within some 10 ms. */
  set(orders: Orders): void;
  end(): void;
}

/** Prepares one; nothing is wrong with it at first. */
export function prepareTampering(): Tampering {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-tampering-'));
  const file = join(folder, 'orders.json');
  const set = ({ clockMs = 0, syncMs = 0 }: Orders) => {
    writeFileSync(`${file}.new`, JSON.stringify({ clockMs, syncMs }));
    renameSync(`${file}.new`, file);
  };
  set({});
  return {
    env: {
      NODE_OPTIONS: `--import=${new URL('tampering.mjs', import.meta.url).href}`,
      TAMPERING_FILE: file,
    },
    set,
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
