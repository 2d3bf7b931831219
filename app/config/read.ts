import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { missingKeys } from '../../stores/config.ts';
import { type Config, configSchema } from './schema.ts';

/** One value that cannot be used: which, what was given, and what is accepted. */
export interface ConfigFault {
  readonly key: string;
  readonly given: string;
  readonly accepted: string;
}

/** File with the same keys that is read when it is there; variables win over it. */
const FILE = 'superilla.env';

/** Keys that tools around us set and that are not ours to judge. */
const NOT_KEYS = new Set(['SUPERILLA_FUZZ_RUNS']);

function faultsOf(given: Record<string, string>): ConfigFault[] {
  const keys = Object.keys(configSchema.shape);
  const unknown = Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ key, given: given[key] ?? '', accepted: `one of ${keys.join(', ')}` }));
  const parsed = configSchema.safeParse(given);
  if (parsed.success)
    return [...unknown, ...missingKeys(parsed.data).map((fault) => ({ ...fault, given: '' }))];
  const wrong = parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    return { key, given: given[key] ?? '', accepted: issue.message };
  });
  return [...unknown, ...wrong];
}

/** Configuration from texts as variables have them. Empty texts count as not set. */
export function parseConfig(variables: Record<string, string | undefined>): Config | ConfigFault[] {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(variables)) {
    if (key.startsWith('SUPERILLA_') && !NOT_KEYS.has(key) && value !== undefined && value !== '')
      given[key] = value;
  }
  const faults = faultsOf(given);
  return faults.length > 0 ? faults : configSchema.parse(given);
}

/** Configuration of this process: `superilla.env` in the current folder (or `file`), overridden by the environment. */
export function readConfig(file: string | undefined, env: NodeJS.ProcessEnv): Config | ConfigFault[] {
  const path = file ?? FILE;
  if (file !== undefined && !existsSync(file))
    return [{ key: '--config', given: file, accepted: 'a file that is there' }];
  const fromFile = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  return parseConfig({ ...fromFile, ...env });
}
