import { GASES } from './gases.ts';
import { NOISE } from './noise.ts';
import { PARTICLES } from './particles.ts';
import type { Phenomenon } from './phenomenon.ts';
import { SURROUNDINGS } from './surroundings.ts';

/** Every phenomenon the platform knows, in the order pages list them. Ids are kept for ever: stores name columns by them. */
export const PHENOMENA: readonly Phenomenon[] = [...PARTICLES, ...GASES, ...NOISE, ...SURROUNDINGS];

const BY_ID = new Map(PHENOMENA.map((p) => [p.id, p]));

/** The phenomenon of that id; undefined for an unknown or namespaced (`x_…`) one. */
export function phenomenonOf(id: string): Phenomenon | undefined {
  return BY_ID.get(id);
}

const UNKNOWN_NAME = /^x_[a-z0-9_]{1,60}$/;

/** Whether `id` is a well-formed namespaced id of a quantity the catalogue does not have. */
export function isNamespaced(id: string): boolean {
  return UNKNOWN_NAME.test(id);
}

/**
 * The namespaced id under which a quantity of that name is kept: `Soil moisture (raw)` → `x_soil_moisture_raw`;
 * undefined where nothing of the name is left.
 */
export function namespaced(name: string): string | undefined {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^(x_)?_*|_+$/g, '')
    .slice(0, 60)
    .replace(/_+$/, '');
  return bare === '' ? undefined : `x_${bare}`;
}
