import { namespaced, phenomenonOf } from '../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../domain/phenomena/phenomenon.ts';

/** What a name a kit wrote stands for. */
export interface Resolved {
  /** Catalogue id or `x_…` id. */
  readonly id: string;
  /** Undefined for `x_…` ids. */
  readonly phenomenon: Phenomenon | undefined;
}

/** Names remembered: more than the catalogue and what a district's kits invent; strangers cannot grow it further. */
const REMEMBERED = 4096;

/** Resolves names as kits write them, remembering the answers: the namespaced form costs a few regular expressions. */
export class NameResolver {
  private readonly known = new Map<string, Resolved>();

  /** Undefined where nothing of the name is left to make an id of. */
  resolve(name: string): Resolved | undefined {
    const before = this.known.get(name);
    if (before !== undefined) return before;
    const phenomenon = phenomenonOf(name);
    const id = phenomenon?.id ?? namespaced(name);
    if (id === undefined) return undefined;
    const resolved = { id, phenomenon };
    if (this.known.size < REMEMBERED) this.known.set(name, resolved);
    return resolved;
  }
}
