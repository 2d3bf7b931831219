import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Programs that some tests start. `commands`: any one of them will do. `mentions` finds the tests that need it by their file
 * or name, so that what was skipped can be explained.
 */
export const TEST_TOOLS = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium'],
    mentions: /^test\/browser\/|chromium|browser/i,
  },
  { name: 'Mosquitto', commands: ['mosquitto'], packages: ['mosquitto'], mentions: /mosquitto/i },
  {
    name: "Mosquitto's clients",
    commands: ['mosquitto_pub'],
    packages: ['mosquitto-clients'],
    mentions: /mosquitto/i,
  },
  { name: 'InfluxDB', commands: ['influxd'], packages: ['influxdb'], mentions: /influx/i },
  {
    name: 'VictoriaMetrics',
    commands: ['victoria-metrics'],
    packages: ['victoria-metrics'],
    mentions: /victoria/i,
  },
];

/** Packages that bring a service of the same name. */
const SERVICES = ['mosquitto', 'influxdb', 'victoria-metrics'];

/** Whether a command stands on the PATH (or where Debian keeps servers). */
function onPath(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The tools that are not on this machine. */
export function missingTools() {
  return TEST_TOOLS.filter((tool) => !tool.commands.some(onPath));
}

/** How a command runs as root without asking: directly, by sudo, or not at all (undefined). */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function asRoot(prefix, command) {
  const [program, ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 600_000 });
}

/** Debian starts a server as soon as its package is installed; the tests start their own, and ours wants a broker's port. */
function stopService(prefix, name) {
  asRoot(prefix, ['sh', '-c', `systemctl disable --now ${name} || service ${name} stop || true`]);
}

function aptInstall(prefix, tools) {
  const packages = tools.flatMap((tool) => tool.packages);
  console.error(`Installing ${packages.join(', ')} for the tests …`);
  const quick = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
  const update = asRoot(prefix, ['apt-get', ...quick, '-q', 'update']);
  if (update.status !== 0) console.error('apt-get update failed; trying with the package lists at hand.');
  for (const name of packages) {
    const done = asRoot(prefix, ['apt-get', ...quick, '-qy', 'install', '--no-install-recommends', name]);
    if (done.status === 0) continue;
    const why = (done.stderr ?? '').trim().split('\n').at(-1) ?? '';
    console.error(`${name} could not be installed. ${why}`);
  }
  for (const name of SERVICES) if (packages.includes(name)) stopService(prefix, name);
}

/** Fetches what tests need where that is possible without asking, and says which tests will be skipped for the rest. */
export function ensureTestTools() {
  const missing = missingTools();
  if (missing.length === 0) return;
  const prefix = onPath('apt-get') ? rootPrefix() : undefined;
  if (prefix !== undefined) aptInstall(prefix, missing);
  for (const tool of missingTools()) {
    const hint = `install ${tool.packages.join(' ')} to run them`;
    console.error(`${tool.name} is not here: the tests that need it will be skipped (${hint}).`);
  }
}
