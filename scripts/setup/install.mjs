import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const MODULES = join(ROOT, 'node_modules');
const MARK = join(MODULES, '.superilla-lock-hash');
/** npm writes here what it really put into node_modules. */
const INSTALLED = join(MODULES, '.package-lock.json');

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Packages that must stand in node_modules: all but those for other platforms and the project itself. */
function needed(lock) {
  return Object.entries(lock.packages ?? {}).filter(([path, entry]) => path !== '' && !entry.optional);
}

/** Whether every package of the lock is there in the locked version, and none that the lock does not know. */
export function matches(lock, installed) {
  const there = installed.packages ?? {};
  const known = lock.packages ?? {};
  return (
    needed(lock).every(([path, entry]) => there[path]?.version === entry.version) &&
    Object.entries(there).every(([path, entry]) => known[path]?.version === entry.version)
  );
}

function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  if (script?.endsWith('.js')) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function install() {
  console.error('Installing packages (about half a minute the first time) …');
  const started = Date.now();
  const done = npm(['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error']);
  if (done.status === 0) {
    console.error(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
    return true;
  }
  console.error(
    done.error === undefined
      ? 'npm could not install the packages; its own words stand above. Is the network, or your proxy, reachable?'
      : `npm did not start (${done.error.message}). It comes with Node.js: https://nodejs.org/en/download`,
  );
  return false;
}

/**
 * Installs exactly what package-lock.json says unless it is there already. The lock's hash is kept beside the packages, so
 * that a new time stamp alone reinstalls nothing.
 */
export function ensureInstalled() {
  const lock = read(join(ROOT, 'package-lock.json'));
  if (lock === undefined) return true;
  const hash = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
  const installed = read(INSTALLED);
  if (installed !== undefined && read(MARK) === hash) return true;
  const there = installed !== undefined && matches(JSON.parse(lock), JSON.parse(installed));
  if (!there && !install()) return false;
  writeFileSync(MARK, hash);
  return true;
}

/** Puts the `superilla` command where `npx superilla` finds it. */
export function linkCommand() {
  const folder = join(MODULES, '.bin');
  if (process.platform === 'win32') {
    const shim = join(folder, 'superilla.cmd');
    if (!existsSync(shim)) writeFileSync(shim, '@node "%~dp0\\..\\..\\bin\\superilla.mjs" %*\r\n');
    return;
  }
  const link = join(folder, 'superilla');
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(folder, { recursive: true });
  symlinkSync(join('..', '..', 'bin', 'superilla.mjs'), link);
}
