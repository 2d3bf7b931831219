import { configSchema } from '../../app/config/schema.ts';
import { METRICS } from '../../app/metrics.ts';
import { table } from './table.ts';

/** What stands for a key that is not set: its default, or nothing. */
function defaultOf(key: string): string {
  const parsed = configSchema.parse({}) as Record<string, unknown>;
  const value = parsed[key];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  return `\`${typeof value === 'boolean' ? Number(value) : String(value)}\``;
}

/** Configuration keys with their defaults and meanings. */
export function configuration(): string {
  const rows = Object.entries(configSchema.shape).map(([key, schema]) => [
    `\`${key}\``,
    defaultOf(key),
    schema.description ?? '',
  ]);
  return table(['Key', 'Default', 'Meaning'], rows);
}

/** Metrics of ours. */
export function metrics(): string {
  return table(
    ['Metric', 'Kind', 'Meaning'],
    METRICS.map(({ name, kind, help }) => [`\`${name}\``, kind, help]),
  );
}
