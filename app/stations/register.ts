import { z } from 'zod';
import { idSchema, type Kit, type KitFields, kitFieldsSchema } from '../../domain/kit.ts';
import type { Obstacle, Registry } from '../../registry/contract.ts';

/** A station as it is to be registered: what a kit has, without what only a kit that sends needs. */
export const stationSchema = kitFieldsSchema
  .omit({ model: true, gateway: true, meanings: true, mapping: true })
  .extend({ id: idSchema.optional(), position: kitFieldsSchema.shape.position.unwrap() })
  .strict();
export type Station = z.output<typeof stationSchema>;

/** Stations at once. */
export const stationsSchema = z.strictObject({
  dry: z.boolean(),
  stations: z.array(stationSchema).min(1).max(500),
});

/** What became of a station, or is to become of it. */
export interface StationDone {
  /** Its id; null for one that a dry run would register. */
  readonly kit: string | null;
  readonly externalId: string | null;
  readonly name: string;
  readonly fate: 'new' | 'changed' | 'known' | 'refused';
  /** What stands in the way; absent for none. */
  readonly words?: string;
}

type Shelf = Pick<Registry, 'kit' | 'kitByExternalId' | 'register' | 'update'>;

/** What a list says anew of a station that is there. */
const TOLD = ['name', 'description', 'position', 'steward', 'licence', 'project'] as const;

function standing(registry: Shelf, { id, dialect, externalId }: Station): Kit | undefined {
  const byNumber = externalId === undefined ? undefined : registry.kitByExternalId(dialect, externalId);
  return byNumber ?? (id === undefined ? undefined : registry.kit(id));
}

function changesOf(kit: Kit, station: Station): Partial<KitFields> {
  const differs = (key: (typeof TOLD)[number]) =>
    station[key] !== undefined && JSON.stringify(station[key]) !== JSON.stringify(kit[key]);
  return Object.fromEntries(TOLD.filter(differs).map((key) => [key, station[key]]));
}

async function registerOne(registry: Shelf, station: Station, dry: boolean): Promise<StationDone> {
  const about = { externalId: station.externalId ?? null, name: station.name };
  const refused = ({ words }: Pick<Obstacle, 'words'>, kit: string | null): StationDone => {
    return { kit, ...about, fate: 'refused', words };
  };
  const kit = standing(registry, station);
  if (kit !== undefined) {
    if (!kit.official) return refused({ words: `${kit.id} is a kit, and no official station` }, kit.id);
    const changes = changesOf(kit, station);
    if (Object.keys(changes).length === 0) return { kit: kit.id, ...about, fate: 'known' };
    const changed = dry ? kit : await registry.update(kit.id, changes);
    return 'obstacle' in changed ? refused(changed, kit.id) : { kit: kit.id, ...about, fate: 'changed' };
  }
  if (dry) return { kit: null, ...about, fate: 'new' };
  const { id, ...fields } = station;
  const made = await registry.register(fields, { official: true, ...(id !== undefined && { id }) });
  return 'obstacle' in made ? refused(made, null) : { kit: made.kit.id, ...about, fate: 'new' };
}

/**
 * Registers official stations, or with `dry` says what that brings. One that is there, by its number or id, is changed where the list says
 * something else; one that is a kit of somebody's is refused.
 */
export async function registerStations(
  registry: Shelf,
  stations: readonly Station[],
  dry: boolean,
): Promise<StationDone[]> {
  const done: StationDone[] = [];
  for (const station of stations) done.push(await registerOne(registry, station, dry));
  return done;
}
