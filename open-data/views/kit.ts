import type { Kit } from '../../domain/kit.ts';
import { CLUSTERS } from '../../domain/reference/clusters.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { assessNewest } from '../assessment/newest.ts';
import type { Context } from '../context.ts';
import type { KitView } from '../schemas/kit.ts';
import { readingView } from './reading.ts';

function projectPart({ ports: { registry } }: Context, id: string | undefined) {
  const project = id === undefined ? undefined : registry.projects.get(id);
  if (project === undefined) return { project: null, organisations: [], cluster: null };
  const cluster = CLUSTERS.find((one) => one.id === project.cluster);
  return {
    project: { id: project.id, name: project.name },
    organisations: project.organisations.flatMap((organisation) => {
      const found = registry.organisations.get(organisation);
      return found === undefined ? [] : [{ id: found.id, name: found.name }];
    }),
    cluster: cluster === undefined ? null : { id: cluster.id, names: cluster.names },
  };
}

/** What the public may read of a kit: field by field, so that nothing private comes along. */
export function kitView(context: Context, kit: Kit): KitView {
  const { directory, ports } = context;
  const model = KIT_MODELS.find(({ id }) => id === kit.model);
  const latest = ports.latest.ofKit(kit.id);
  const assess = assessNewest(ports, kit.id);
  const heard = latest.reduce((newest, { received }) => Math.max(newest, received), 0);
  return {
    id: kit.id,
    name: kit.name,
    description: kit.description,
    model: model === undefined ? null : { id: model.id, name: model.name },
    dialect: kit.dialect,
    ...projectPart(context, kit.project),
    places: directory.placesOf(kit).map(({ id, name, kind }) => ({ id, name, kind })),
    position: directory.published(kit) ?? null,
    precision: kit.precision,
    exposure: kit.exposure,
    licence: kit.licence,
    steward: kit.steward,
    simulated: kit.simulated,
    official: kit.official,
    open: kit.open,
    created: new Date(kit.created).toISOString(),
    calibrations: [...(kit.calibrations ?? [])],
    lastHeard: heard === 0 ? null : new Date(heard).toISOString(),
    latest: latest.map((reading) => readingView(reading, assess(reading))),
  };
}
