import type { Position } from '../domain/geo.ts';
import { publishedPosition } from '../domain/grid.ts';
import type { Kit } from '../domain/kit.ts';
import { placesAt } from '../domain/places-of.ts';
import type { Place } from '../domain/project.ts';
import type { Registry } from '../registry/contract.ts';

/** What is public of where kits are, remembered until the registry changes. */
export interface Directory {
  /** Grows with every change of the registry. */
  version(): number;
  /** The position that may leave the house; undefined for a kit without one. */
  published(kit: Kit): Position | undefined;
  /** Places that the published position lies in. */
  placesOf(kit: Kit): readonly Place[];
  close(): void;
}

interface Entry {
  readonly kit: Kit;
  readonly position: Position | undefined;
  readonly places: readonly Place[];
}

/** The directory of a registry; holds a listener on it until closed. */
export function openDirectory(registry: Registry): Directory {
  let version = 0;
  const entries = new Map<string, Entry>();
  const close = registry.onChange((event) => {
    version += 1;
    if (event.type === 'places_changed') entries.clear();
    else if (event.type === 'kit_removed') entries.delete(event.kit);
  });
  const entryOf = (kit: Kit): Entry => {
    const known = entries.get(kit.id);
    if (known?.kit === kit) return known;
    const position = kit.position && publishedPosition(kit.position, kit.precision);
    const places = position === undefined ? [] : placesAt(registry.places.all(), position);
    const entry = { kit, position, places };
    entries.set(kit.id, entry);
    return entry;
  };
  return {
    version: () => version,
    published: (kit) => entryOf(kit).position,
    placesOf: (kit) => entryOf(kit).places,
    close,
  };
}
