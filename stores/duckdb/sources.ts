import type { ReadingQuery } from '../contract.ts';
import { comparePhenomena } from '../phenomenon-order.ts';
import type { Database } from './database.ts';
import { flagsOf, ident } from './sql.ts';

/** One table to be scanned. */
export interface Source {
  readonly table: string;
  /** The phenomena whose columns are read; undefined for the narrow table, which names its phenomenon in each row. */
  readonly phenomena: readonly string[] | undefined;
  /** What is selected after kit, channel, time and received. */
  readonly columns: string;
  /** A condition beside kits and time; may be empty. */
  readonly only: string;
}

/** The tables that have any of the asked phenomena of these kits. */
export function sourcesFor(database: Database, { kits, phenomena: asked }: ReadingQuery): Source[] {
  const { layout, latest, phenomena: names } = database;
  const held = latest.phenomenaOf(kits);
  const wanted = asked === undefined ? held : new Set(asked.filter((id) => held.has(id)));
  const sources: Source[] = [];
  for (const { name, phenomena } of layout.tables) {
    const here = phenomena.filter((id) => wanted.has(id)).sort(comparePhenomena);
    if (here.length === 0) continue;
    const columns = here.map((id) => `${ident(id)}, ${flagsOf(id)}`).join(', ');
    const any = here.map((id) => `${ident(id)} IS NOT NULL`).join(' OR ');
    sources.push({ table: name, phenomena: here, columns, only: asked === undefined ? '' : `AND (${any})` });
  }
  const others = [...wanted].filter((id) => !layout.places.has(id)).map((id) => names.find(id));
  const ids = others.filter((id) => id !== undefined);
  if (ids.length > 0) {
    const only = `AND phenomenon IN (${ids.join(', ')})`;
    sources.push({ table: 'others', phenomena: undefined, columns: 'phenomenon, value, flags', only });
  }
  return sources;
}
