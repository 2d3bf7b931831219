import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { unchanged } from '../http/etag.ts';
import { answers } from '../schemas/problem.ts';
import { organisationDetailSchema, organisationViewSchema, projectViewSchema } from '../schemas/project.ts';
import { idParams } from '../schemas/query.ts';
import { projectView } from '../views/project.ts';

/** `GET /projects`, `/projects/{id}` */
export function projectRoutes(app: App, { ports: { registry }, directory, run }: Context): void {
  app.get(
    '/projects',
    {
      schema: {
        summary: 'Projects that put kits up',
        tags: ['projects'],
        response: answers(z.object({ projects: z.array(projectViewSchema) })),
      },
    },
    async (request, reply) => {
      if (unchanged(request, reply, `${run}-${directory.version()}`)) return reply;
      return { projects: registry.projects.all().map((project) => projectView(registry, project)) };
    },
  );
  app.get(
    '/projects/:id',
    {
      schema: {
        summary: 'One project',
        tags: ['projects'],
        params: idParams,
        response: answers(projectViewSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const project = registry.projects.get(id);
      if (project === undefined)
        return problem('not_found', `No project "${id}" is registered; /api/v1/projects lists them.`);
      if (unchanged(request, reply, `${run}-${directory.version()}`)) return reply;
      return projectView(registry, project);
    },
  );
}

/** `GET /organisations`, `/organisations/{id}` */
export function organisationRoutes(app: App, { ports: { registry }, directory, run }: Context): void {
  app.get(
    '/organisations',
    {
      schema: {
        summary: 'Organisations behind the projects',
        tags: ['projects'],
        response: answers(z.object({ organisations: z.array(organisationViewSchema) })),
      },
    },
    async (request, reply) => {
      if (unchanged(request, reply, `${run}-${directory.version()}`)) return reply;
      return { organisations: [...registry.organisations.all()] };
    },
  );
  app.get(
    '/organisations/:id',
    {
      schema: {
        summary: 'One organisation, and its projects',
        tags: ['projects'],
        params: idParams,
        response: answers(organisationDetailSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const organisation = registry.organisations.get(id);
      if (organisation === undefined)
        return problem(
          'not_found',
          `No organisation "${id}" is registered; /api/v1/organisations lists them.`,
        );
      if (unchanged(request, reply, `${run}-${directory.version()}`)) return reply;
      const theirs = registry.projects.all().filter(({ organisations }) => organisations.includes(id));
      return { ...organisation, projects: theirs.map(({ id, name }) => ({ id, name })) };
    },
  );
}
