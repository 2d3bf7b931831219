import type { Kit } from '../domain/kit.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Registry } from '../registry/contract.ts';
import type { Directory } from './directory.ts';
import type { Simulated } from './schemas/query.ts';

/** Which kits a request is about. What is absent does not restrict; what is given must all hold. */
export interface Selection {
  readonly kit?: readonly string[] | undefined;
  readonly project?: string | undefined;
  readonly place?: string | undefined;
  readonly simulated: Simulated;
}

/** The kits selected, and whether kits of the demonstration were left out. */
export interface Selected {
  readonly kits: readonly Kit[];
  readonly leftOut: boolean;
}

function unknown(parameter: string, id: string, list: string): Problem {
  return problem(
    'invalid_parameter',
    `query parameter "${parameter}" is "${id}", which is not registered; /api/v1/${list} lists what is.`,
  );
}

/** The kit that a request names, or the problem that nobody has that name. */
export function namedKit(registry: Pick<Registry, 'kit'>, id: string): Kit | Problem {
  return registry.kit(id) ?? unknown('kit', id, 'kits');
}

function namedKits(registry: Registry, ids: readonly string[]): Kit[] | Problem {
  const kits: Kit[] = [];
  for (const id of new Set(ids)) {
    const kit = namedKit(registry, id);
    if ('code' in kit) return kit;
    kits.push(kit);
  }
  return kits;
}

/** The kits that a selection means, or the problem of a name in it that nobody has. */
export function selectKits(
  { registry, directory }: { registry: Registry; directory: Directory },
  { kit, project, place, simulated }: Selection,
): Selected | Problem {
  if (project !== undefined && registry.projects.get(project) === undefined)
    return unknown('project', project, 'projects');
  if (place !== undefined && registry.places.get(place) === undefined)
    return unknown('place', place, 'places');
  const named = kit === undefined ? registry.kits() : namedKits(registry, kit);
  if ('code' in named) return named;
  const meant = named.filter(
    (one) =>
      (project === undefined || one.project === project) &&
      (place === undefined || directory.placesOf(one).some(({ id }) => id === place)),
  );
  if (simulated === 'include') return { kits: meant, leftOut: false };
  const kits = meant.filter((one) => one.simulated === (simulated === 'only'));
  return { kits, leftOut: simulated === 'exclude' && kits.length < meant.length };
}
