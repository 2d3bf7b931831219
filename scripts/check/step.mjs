import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../setup/root.mjs';

/** Runs a package's own command with this Node, its output going to the terminal as it comes. */
export function runStep({ script, args }) {
  const started = Date.now();
  const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.error !== undefined) console.error(done.error.message);
  return { ok: done.status === 0, ms: Date.now() - started };
}
