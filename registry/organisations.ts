import type { Organisation } from '../domain/project.ts';
import type { Kind } from './shelf.ts';
import type { Db, Tx } from './tables.ts';

async function load(db: Db): Promise<Organisation[]> {
  const rows = await db.selectFrom('organisation').selectAll().orderBy('id').execute();
  return rows.map((row) => ({ ...row, type: row.type as Organisation['type'] }));
}

async function write(tx: Tx, record: Organisation): Promise<Organisation> {
  const { id, name, url, type, description } = record;
  const row = { id, name, url, type, description };
  await tx
    .insertInto('organisation')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  return row;
}

/** Organisations; `usedBy` tells the project that names one. Their changes show in the views of projects and kits. */
export function organisationKind(usedBy: (id: string) => string | undefined): Kind<Organisation> {
  return {
    what: 'organisation',
    event: { type: 'projects_changed' },
    load,
    write,
    erase: async (tx, id) => {
      await tx.deleteFrom('organisation').where('id', '=', id).execute();
    },
    dangling: () => undefined,
    usedBy,
  };
}
