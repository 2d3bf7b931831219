import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { ROOT } from './root.mjs';

const DIST = join(ROOT, 'dist');
const WEB = join(ROOT, 'dashboards', 'web');
const WEB_OUT = join(DIST, 'web');
/** Folders that the server's build leaves out, as tsconfig.build.json does. */
const NOT_SERVER = new Set([
  'node_modules',
  'dist',
  'test',
  'scripts',
  'bin',
  'docs',
  'data',
  'test-results',
]);

const inServer = (file) =>
  /(\.ts|tsconfig[^/]*\.json)$/.test(file) && !/\.test\.ts$/.test(file) && !file.startsWith(WEB);

function serverPaths() {
  const rooms = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SERVER.has(entry.name))
    .map((entry) => join(ROOT, entry.name));
  return [...rooms, join(ROOT, 'tsconfig.json'), join(ROOT, 'tsconfig.build.json')];
}

/** Runs a package's own JavaScript with this Node; its output is shown only when it fails. */
function run(script, args) {
  const done = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status !== 0) console.error(`${done.stdout ?? ''}${done.stderr ?? ''}`.trimEnd());
  return done.status === 0;
}

/** Removes what was built from sources that are gone: tsc never does. */
function prune(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === WEB_OUT) continue;
    if (entry.isDirectory()) prune(path);
    const made = /^(.+)\.js(\.map)?$/.exec(relative(DIST, path));
    if (made !== null && !existsSync(join(ROOT, `${made[1]}.ts`))) rmSync(path);
  }
}

function build({ what, mark, now, product, make }) {
  if (existsSync(product) && existsSync(mark) && readFileSync(mark, 'utf8') === now) return true;
  const started = Date.now();
  if (!make()) {
    console.error(`Building ${what} failed.`);
    return false;
  }
  writeFileSync(mark, now);
  console.error(`Built ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return true;
}

/** Compiles the server into dist/ when a source changed since; false, with the compiler's words, when that fails. */
export function buildServer() {
  mkdirSync(DIST, { recursive: true });
  return build({
    what: 'the server',
    mark: join(DIST, '.built'),
    now: fingerprint(serverPaths(), inServer),
    product: DIST,
    make: () => {
      const compiled = run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
      if (compiled) prune(DIST);
      return compiled;
    },
  });
}

/** Bundles the pages into dist/web when a source changed since; true at once in a tree without pages. */
export function buildWeb() {
  if (!existsSync(join(WEB, 'index.html'))) return true;
  const args = ['build', WEB, '--outDir', WEB_OUT, '--emptyOutDir', '--logLevel', 'warn'];
  return build({
    what: 'the pages',
    mark: join(DIST, '.built-web'),
    now: fingerprint([WEB, join(ROOT, 'domain')], (file) => !/\.test\.tsx?$/.test(file)),
    product: join(WEB_OUT, 'index.html'),
    make: () => run('vite/bin/vite.js', args),
  });
}
