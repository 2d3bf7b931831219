import type { Selectable } from 'kysely';
import type { Project } from '../domain/project.ts';
import { CLUSTERS } from '../domain/reference/clusters.ts';
import { STRATEGIES } from '../domain/reference/strategies.ts';
import type { Obstacle } from './contract.ts';
import { obstacle } from './obstacles.ts';
import type { Kind } from './shelf.ts';
import type { Db, Tables, Tx } from './tables.ts';

const CLUSTER_IDS: ReadonlySet<string> = new Set(CLUSTERS.map((cluster) => cluster.id));
const STRATEGY_IDS: ReadonlySet<string> = new Set(STRATEGIES.map((strategy) => strategy.id));

function fromRow(row: Selectable<Tables['project']>, organisations: string[]): Project {
  const { start_date, end_date, cluster, strategies, simulated, status, ...same } = row;
  return {
    ...same,
    status: status as Project['status'],
    ...(start_date === null ? {} : { start: start_date }),
    ...(end_date === null ? {} : { end: end_date }),
    organisations,
    ...(cluster === null ? {} : { cluster }),
    strategies: JSON.parse(strategies) as string[],
    simulated: simulated === 1,
  };
}

function toRow(project: Project): Selectable<Tables['project']> {
  return {
    id: project.id,
    name: project.name,
    summary: project.summary,
    description: project.description,
    url: project.url,
    status: project.status,
    start_date: project.start ?? null,
    end_date: project.end ?? null,
    cluster: project.cluster ?? null,
    strategies: JSON.stringify([...new Set(project.strategies)]),
    simulated: Number(project.simulated),
  };
}

async function load(db: Db): Promise<Project[]> {
  const links = await db.selectFrom('project_organisation').selectAll().orderBy('position').execute();
  const members = new Map<string, string[]>();
  for (const { project, organisation } of links)
    members.set(project, [...(members.get(project) ?? []), organisation]);
  const rows = await db.selectFrom('project').selectAll().orderBy('id').execute();
  return rows.map((row) => fromRow(row, members.get(row.id) ?? []));
}

async function write(tx: Tx, project: Project): Promise<Project> {
  const row = toRow(project);
  const members = [...new Set(project.organisations)];
  await tx
    .insertInto('project')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('project_organisation').where('project', '=', project.id).execute();
  for (const [position, organisation] of members.entries())
    await tx
      .insertInto('project_organisation')
      .values({ project: project.id, organisation, position })
      .execute();
  return fromRow(row, members);
}

function unknownId(
  field: string,
  known: (id: string) => boolean,
  ids: readonly string[],
): Obstacle | undefined {
  const id = ids.find((one) => !known(one));
  return id === undefined ? undefined : obstacle('unknown_reference', field, `There is no ${field} “${id}”.`);
}

/** Projects: their organisations, cluster and strategies must exist. */
export function projectKind(given: {
  organisationExists: (id: string) => boolean;
  usedBy: (id: string) => string | undefined;
}): Kind<Project> {
  return {
    what: 'project',
    event: { type: 'projects_changed' },
    load,
    write,
    erase: async (tx, id) => {
      await tx.deleteFrom('project').where('id', '=', id).execute();
    },
    dangling: ({ organisations, cluster, strategies }) =>
      unknownId('organisations', given.organisationExists, organisations) ??
      unknownId('cluster', (id) => CLUSTER_IDS.has(id), cluster === undefined ? [] : [cluster]) ??
      unknownId('strategies', (id) => STRATEGY_IDS.has(id), strategies),
    usedBy: given.usedBy,
  };
}
