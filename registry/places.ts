import type { Selectable } from 'kysely';
import { type Geometry, MAX_VERTICES, vertices } from '../domain/geo.ts';
import type { Place } from '../domain/project.ts';
import type { Kind } from './shelf.ts';
import type { Db, Tables, Tx } from './tables.ts';

function fromRow(row: Selectable<Tables['place']>): Place {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as Place['kind'],
    geometry: JSON.parse(row.geometry) as Geometry,
    source: row.source,
    simulated: row.simulated === 1,
  };
}

async function load(db: Db): Promise<Place[]> {
  return (await db.selectFrom('place').selectAll().orderBy('id').execute()).map(fromRow);
}

async function write(tx: Tx, place: Place): Promise<Place> {
  const { id, name, kind, source } = place;
  if (vertices(place.geometry) > MAX_VERTICES)
    throw new RangeError(`more than ${MAX_VERTICES} vertices: ${id}`);
  const geometry = JSON.stringify(place.geometry);
  const row = { id, name, kind, geometry, source, simulated: Number(place.simulated) };
  await tx
    .insertInto('place')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  return fromRow(row);
}

/** Places: kits lie in them by position, so nothing refers to one by id. */
export function placeKind(): Kind<Place> {
  return {
    what: 'place',
    event: { type: 'places_changed' },
    load,
    write,
    erase: async (tx, id) => {
      await tx.deleteFrom('place').where('id', '=', id).execute();
    },
    dangling: () => undefined,
    usedBy: () => undefined,
  };
}
