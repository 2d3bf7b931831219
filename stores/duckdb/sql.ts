/** Four-digit years, which time literals can say. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A column or table name as SQL. */
export function ident(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The flags column of a phenomenon as SQL. */
export function flagsOf(phenomenon: string): string {
  return ident(`${phenomenon}_flags`);
}

/** UTC ms as a constant of the time columns' type, so that blocks outside are skipped by their minima and maxima. */
export function instant(ms: number): string {
  const within = Math.ceil(Math.min(LAST, Math.max(FIRST, ms)));
  return `TIMESTAMP_MS '${new Date(within).toISOString().slice(0, -1).replace('T', ' ')}'`;
}

/** The condition for readings of these kits (dictionary ids) from `from` to before `to`. */
export function within(kits: readonly number[], from?: number, to?: number): string {
  const parts = [kits.length === 1 ? `kit = ${kits[0]}` : `kit IN (${kits.join(', ')})`];
  if (from !== undefined) parts.push(`time >= ${instant(from)}`);
  if (to !== undefined) parts.push(`time < ${instant(to)}`);
  return parts.join(' AND ');
}

/**
 * The energy of a level `v`, as 10^(v/10). Levels beyond ±3000 dB count as ±3000, which keeps the powers of ten within a
 * double; no sound is there.
 */
export function energyOf(v: string): string {
  return `pow(10, greatest(-3000, least(3000, ${v})) / 10)`;
}

/** Milliseconds of a time expression, as a double: exact for every time a store may hold, and no BigInt in JavaScript. */
export function millis(time: string): string {
  return `epoch_ms(${time})::DOUBLE`;
}

/** A number as a double: no BigInt in JavaScript. */
export function double(expression: string): string {
  return `(${expression})::DOUBLE`;
}
