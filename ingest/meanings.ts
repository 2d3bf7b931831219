import type { Kit } from '../domain/kit.ts';
import type { Meaning } from '../domain/mapping.ts';
import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../domain/phenomena/units.ts';
import { foundText } from '../domain/refusal.ts';
import type { Decoded, Found } from '../protocols/contract.ts';

function meaningOf(
  meanings: NonNullable<Kit['meanings']>,
  { phenomenon, channel }: Found,
): Meaning | undefined {
  const exact = `${phenomenon}@${channel}`;
  if (Object.hasOwn(meanings, exact)) return meanings[exact];
  return Object.hasOwn(meanings, phenomenon) ? meanings[phenomenon] : undefined;
}

/** The value under its meaning; undefined where its unit cannot be converted. */
function under({ phenomenon, unit, channel }: Meaning, found: Found): Found | undefined {
  const known = phenomenonOf(phenomenon);
  const value = unit === undefined || known === undefined ? found.value : toOwnUnit(known, found.value, unit);
  if (value === undefined) return undefined;
  return { ...found, phenomenon, value, channel: channel ?? found.channel };
}

/** What was decoded, under the names that the kit's maker gave: kits without such a table are passed by. */
export function withMeanings(decoded: Decoded, meanings: Kit['meanings']): Decoded {
  if (meanings === undefined || decoded.found.length === 0) return decoded;
  const found: Found[] = [];
  const refused = [...decoded.refused];
  for (const one of decoded.found) {
    const meaning = meaningOf(meanings, one);
    const named = meaning === undefined ? one : under(meaning, one);
    if (named !== undefined) found.push(named);
    else
      refused.push({ code: 'bad_unit', path: one.path, found: foundText(`${one.value} ${meaning?.unit}`) });
  }
  return { ...decoded, found, refused };
}
