/** The measurement that holds the readings. */
export const READINGS = 'readings';

/** The measurements that hold the roll-ups. */
export const ROLL_UPS = { hours: 'rollup_hours', days: 'rollup_days' } as const;

/** An identifier. */
export function ident(name: string): string {
  return `"${name.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** A text literal. */
export function text(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** The field that holds the flags of a phenomenon. No phenomenon has a dot in its id. */
export function flagsOf(phenomenon: string): string {
  return `${phenomenon}.flags`;
}

/** The field that holds when a reading arrived, where that differs from the row's `received`. */
export function receivedOf(phenomenon: string): string {
  return `${phenomenon}.received`;
}

/** A condition for these kits, at least one; one alone is found by the index without trying all names. */
function ofKits(kits: readonly string[]): string {
  const [first = ''] = kits;
  if (kits.length === 1) return `"kit" = ${text(first)}`;
  const names = kits.map((kit) => kit.replace(/[^a-zA-Z0-9_-]/g, '\\$&'));
  return `"kit" =~ /^(?:${names.join('|')})$/`;
}

/** A condition for kits and times (UTC ms; `from` inclusive, `to` exclusive). */
export function within(kits: readonly string[], from?: number, to?: number): string {
  const parts = [ofKits(kits)];
  if (from !== undefined) parts.push(`time >= ${Math.ceil(from)}ms`);
  if (to !== undefined) parts.push(`time < ${Math.ceil(to)}ms`);
  return parts.join(' AND ');
}
