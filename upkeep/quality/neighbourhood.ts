import { BUDDY_RADIUS } from '../../analysis/quality/buddy-rules.ts';
import { nearestNeighbours } from '../../analysis/quality/nearest-neighbours.ts';
import type { Position } from '../../domain/geo.ts';
import type { CheckedKit } from './contract.ts';

/** Neighbours that a kit is compared with at most: the nearest. A city full of kits is no reason to compare all with all. */
const MOST = 40;

type Placed = CheckedKit & { readonly position: Position };

/** A kit that may be compared, with the ids of those it is compared with, nearest first. */
export interface Neighbour {
  readonly kit: Placed;
  readonly near: readonly string[];
}

/** Real kits are compared among real ones, simulated among simulated. */
function neighboursOf(kits: readonly Placed[]): Neighbour[] {
  return [false, true].flatMap((simulated) => {
    const group = kits.filter((kit) => kit.simulated === simulated);
    const nearest = nearestNeighbours(
      group.map(({ position }) => position),
      { radius: BUDDY_RADIUS, most: MOST },
    );
    return group.map((kit, i) => ({ kit, near: (nearest[i] ?? []).map((j) => group[j]?.id ?? '') }));
  });
}

function isPlaced(kit: CheckedKit): kit is Placed {
  return kit.position !== undefined && kit.exposure === 'outdoor';
}

/** Who stands near whom, of the kits outdoors whose position is known. Found once for the same kits at the same places. */
export class Neighbourhood {
  #known: readonly Placed[] = [];
  #found = new Map<string, Neighbour>();

  /** Of these kits, by id. */
  of(kits: readonly CheckedKit[]): ReadonlyMap<string, Neighbour> {
    const placed = kits.filter(isPlaced);
    if (!this.#same(placed)) {
      this.#found = new Map(neighboursOf(placed).map((one) => [one.kit.id, one] as const));
      this.#known = placed;
    }
    return this.#found;
  }

  #same(placed: readonly Placed[]): boolean {
    if (placed.length !== this.#known.length) return false;
    return placed.every((kit, i) => {
      const known = this.#known[i] as Placed;
      const { lat, lon } = known.position;
      const stays = kit.position.lat === lat && kit.position.lon === lon && kit.id === known.id;
      return stays && kit.simulated === known.simulated && kit.official === known.official;
    });
  }
}
