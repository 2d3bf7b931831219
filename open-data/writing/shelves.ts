import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { organisationSchema, placeSchema, projectSchema } from '../../domain/project.ts';
import type { Obstacle, Shelf } from '../../registry/contract.ts';
import type { App } from '../http/app.ts';
import type { WritePorts } from '../ports.ts';
import { PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { organisationViewSchema, placeViewSchema } from '../schemas/project.ts';
import { idParams } from '../schemas/query.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { SECURITY } from './security.ts';

interface Kept {
  readonly id: string;
}

interface Collection<T extends Kept> {
  /** Path of the collection: `projects`. */
  readonly path: string;
  /** As words name one: `project`. */
  readonly what: string;
  readonly shelf: Shelf<T>;
  readonly record: z.ZodType<Kept>;
  /** The record without its id, which stands in the path. */
  readonly body: z.ZodType<Omit<T, 'id'> & { id?: string | undefined }>;
  readonly bodyLimit?: number;
}

const SHARED = { tags: ['writing'], security: SECURITY, params: idParams };

function putRoute<T extends Kept>(app: App, given: Collection<T>): void {
  const { path, what, shelf, record, body } = given;
  app.put(
    `/${path}/:id`,
    {
      ...(given.bodyLimit !== undefined && { bodyLimit: given.bodyLimit }),
      schema: {
        ...SHARED,
        summary: `Keeps a ${what}: makes it, or replaces the one of that id`,
        body: body as z.ZodType<Record<string, unknown>>,
        response: { 200: record, 201: record, ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { body } = request;
      if (body['id'] !== undefined && body['id'] !== id)
        return problem(
          'invalid_parameter',
          `body field "id" is not the "${id}" of the address; leave it out.`,
        );
      const isNew = shelf.get(id) === undefined;
      const kept: T | Obstacle = await shelf.put({ ...body, id } as unknown as T);
      if (isObstacle(kept)) return obstacleProblem(kept);
      reply.code(isNew ? 201 : 200);
      return kept;
    },
  );
}

function removeRoute<T extends Kept>(app: App, { path, what, shelf }: Collection<T>): void {
  app.delete(
    `/${path}/:id`,
    {
      schema: {
        ...SHARED,
        summary: `Removes a ${what}`,
        response: { 204: z.undefined().describe('Removed'), ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const removed = await shelf.remove(request.params.id);
      if (isObstacle(removed)) return obstacleProblem(removed);
      reply.code(204);
    },
  );
}

function collectionRoutes<T extends Kept>(app: App, given: Collection<T>): void {
  putRoute(app, given);
  removeRoute(app, given);
}

/** `PUT` and `DELETE` of `/projects/{id}`, `/organisations/{id}`, `/places/{id}` */
export function shelfRoutes(app: App, { registry }: WritePorts): void {
  collectionRoutes(app, {
    path: 'projects',
    what: 'project',
    shelf: registry.projects,
    record: projectSchema.meta({ id: 'ProjectRecord' }),
    body: projectSchema.partial({ id: true }).strict(),
  });
  collectionRoutes(app, {
    path: 'organisations',
    what: 'organisation',
    shelf: registry.organisations,
    record: organisationViewSchema,
    body: organisationSchema.partial({ id: true }).strict(),
  });
  collectionRoutes(app, {
    path: 'places',
    what: 'place',
    shelf: registry.places,
    record: placeViewSchema,
    body: placeSchema.partial({ id: true }).strict(),
    bodyLimit: 4 * 1024 * 1024,
  });
}
