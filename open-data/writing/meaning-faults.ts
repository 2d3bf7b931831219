import type { Meanings } from '../../domain/mapping.ts';
import { namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';

/** What is wrong with a table of meanings beyond its shape, in words that name the entry; empty for nothing. */
export function meaningFaults(meanings: Meanings): string[] {
  return Object.entries(meanings).flatMap(([name, { phenomenon, unit }]) => {
    const known = phenomenonOf(phenomenon);
    if (known === undefined)
      return namespaced(phenomenon) === undefined
        ? [`"${name}": "${phenomenon}" holds no letter or digit that a name could be made of.`]
        : [];
    if (unit === undefined || toOwnUnit(known, 1, unit) !== undefined) return [];
    const units = [known.unit, ...Object.keys(known.accepts)].join(', ');
    return [`"${name}": "${unit}" is no unit of ${known.id}: ${units} are.`];
  });
}
