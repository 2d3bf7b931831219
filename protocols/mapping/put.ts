import type { Mapping } from '../../domain/mapping.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import type { Tray, When } from '../tray.ts';

/** Puts a number on the tray under its meaning, in the phenomenon's own unit; without a unit it is in that already. */
export function putMapped(
  tray: Tray,
  { phenomenon, unit, channel = '' }: Mapping['values'][number],
  { value, when, path }: { value: number; when: When; path: string },
): void {
  const known = phenomenonOf(phenomenon);
  const own = unit === undefined || known === undefined ? value : toOwnUnit(known, value, unit);
  const { time, flags } = when;
  if (own === undefined) tray.refuse('bad_unit', path, `${value} ${unit}`);
  else if (!Number.isFinite(own)) tray.refuse('not_finite', path, String(own));
  else tray.found.push({ phenomenon, channel, time, value: own, flags, path });
}
