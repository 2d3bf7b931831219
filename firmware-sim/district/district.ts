import type { KitFields } from '../../domain/kit.ts';
import type { Organisation, Place, Project } from '../../domain/project.ts';
import type { Site } from '../days/site.ts';

/** A kit that does not exist: what the registry is told of it, and what shapes its readings. */
export interface VirtualKit {
  readonly id: string;
  readonly fields: KitFields;
  readonly site: Site;
  /** Ids of the phenomena it reads, in the order its firmware sends them. */
  readonly measures: readonly string[];
}

/** A district to show what the platform does, complete enough to be registered in an empty one. */
export interface District {
  readonly organisations: readonly Organisation[];
  readonly places: readonly Place[];
  readonly projects: readonly Project[];
  readonly kits: readonly VirtualKit[];
}
