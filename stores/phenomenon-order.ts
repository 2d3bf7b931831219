import { PHENOMENA } from '../domain/phenomena/catalogue.ts';
import { compareText } from './sorting.ts';

const PLACE = new Map(PHENOMENA.map(({ id }, at) => [id, at]));

/** Order of phenomena: as the catalogue lists them, then the others by name. */
export function comparePhenomena(a: string, b: string): number {
  const [first, second] = [PLACE.get(a), PLACE.get(b)];
  if (first === undefined && second === undefined) return compareText(a, b);
  return (first ?? PLACE.size) - (second ?? PLACE.size);
}
