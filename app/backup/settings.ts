import { type Config, configSchema } from '../config/schema.ts';

/** Keys whose values let somebody in. */
const SECRET = /TOKEN|PASSWORD|SECRET/;

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

/**
 * A file of settings (`superilla.env`) with what differs from the defaults. Without secrets, of which it says only that they
 * were set, and without the data folder, which is another one where a backup is restored.
 */
export function settingsFile(config: Config): string {
  const defaults: Readonly<Record<string, unknown>> = configSchema.parse({});
  const lines = ['# What was set where this backup was made; secrets are left out.'];
  for (const [key, value] of Object.entries(config)) {
    const text = textOf(value);
    if (key === 'SUPERILLA_DATA' || text === textOf(defaults[key])) continue;
    lines.push(SECRET.test(key) ? `# ${key} was set` : `${key}=${JSON.stringify(text)}`);
  }
  return `${lines.join('\n')}\n`;
}
