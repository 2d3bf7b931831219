import type { District } from './district.ts';
import { KITS } from './kits.ts';
import { PLACES } from './places.ts';
import { ORGANISATIONS, PROJECTS } from './projects.ts';

/** The demonstration: Poblenou with its Superblock, three invented projects and twenty-one kits. */
export const POBLENOU: District = {
  organisations: ORGANISATIONS,
  places: PLACES,
  projects: PROJECTS,
  kits: KITS,
};
