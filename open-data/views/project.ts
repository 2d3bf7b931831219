import type { Project } from '../../domain/project.ts';
import { CLUSTERS } from '../../domain/reference/clusters.ts';
import { STRATEGIES } from '../../domain/reference/strategies.ts';
import type { Registry } from '../../registry/contract.ts';
import type { ProjectView } from '../schemas/project.ts';

/** A project with what it refers to, and the kits it put up. */
export function projectView(registry: Registry, project: Project): ProjectView {
  return {
    ...project,
    organisations: project.organisations.flatMap((id) => {
      const found = registry.organisations.get(id);
      return found === undefined ? [] : [{ id, name: found.name, url: found.url }];
    }),
    cluster: CLUSTERS.find(({ id }) => id === project.cluster) ?? null,
    strategies: STRATEGIES.filter(({ id }) => project.strategies.includes(id)),
    kits: registry.kits().flatMap((kit) => (kit.project === project.id ? [kit.id] : [])),
  };
}
