import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import type { OpenDoor, WritePorts } from '../ports.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { claimSchema, invitationSchema, registeredSchema } from '../schemas/writing.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { registeredView, type Writing } from './registered.ts';
import { SECURITY } from './security.ts';

const tokenParams = z.object({
  token: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'the token of an invitation link'),
});

const invite = z.strictObject({
  project: idSchema.optional().describe('Project that the kit will belong to'),
  note: z.string().max(500).optional().describe('Shown to whoever opens the link'),
  validDays: z.number().int().min(1).max(365).optional(),
});

/** `POST /invitations` */
export function inviteRoute(app: App, { registry, publicUrl }: WritePorts): void {
  app.post(
    '/invitations',
    {
      schema: {
        summary: 'Makes a link with which one maker registers one kit',
        tags: ['writing'],
        security: SECURITY,
        body: invite,
        response: {
          201: z
            .object({ url: z.string(), token: z.string(), expires: z.iso.datetime() })
            .describe('The link; its token is shown this once'),
          ...PROBLEM_ANSWERS,
        },
      },
    },
    async (request, reply) => {
      const { project, note, validDays } = request.body;
      const made = await registry.invite({
        ...(project !== undefined && { project }),
        ...(note !== undefined && { note }),
        ...(validDays !== undefined && { validDays }),
      });
      if (isObstacle(made)) return obstacleProblem(made);
      reply.code(201).header('cache-control', 'no-store');
      const { token, invitation } = made;
      return {
        url: `${publicUrl()}/invite/${token}`,
        token,
        expires: new Date(invitation.expires).toISOString(),
      };
    },
  );
}

/** `GET /invitations/{token}`: public, for whoever has the link. */
export function invitationRoute(app: App, { registry, openDoors }: WritePorts): void {
  app.get(
    '/invitations/:token',
    {
      schema: {
        summary: 'What an invitation is for',
        tags: ['writing'],
        params: tokenParams,
        response: answers(invitationSchema),
      },
    },
    async (request, reply) => {
      const invitation = registry.invitation(request.params.token);
      if (isObstacle(invitation)) return obstacleProblem(invitation);
      const project =
        invitation.project === undefined ? undefined : registry.projects.get(invitation.project);
      reply.header('cache-control', 'no-store');
      return {
        project: project === undefined ? null : { id: project.id, name: project.name },
        note: invitation.note,
        expires: new Date(invitation.expires).toISOString(),
        openDialects: openDoors()
          .filter(({ open }) => open)
          .map(({ dialect }) => dialect),
      };
    },
  );
}

/** Why a kit of the dialect cannot go without a credential; undefined where its door is open. */
function closedDoor(doors: readonly OpenDoor[], dialect: string): Problem | undefined {
  const door = doors.find((one) => one.dialect === dialect);
  if (door?.open === true) return undefined;
  const why =
    door === undefined
      ? `no dialect "${dialect}" is spoken here; spoken are ${doors.map((one) => one.dialect).join(', ')}.`
      : `kits of the dialect "${dialect}" need a credential here, since the door without one is closed; the operator opens it with ${door.setting}.`;
  return problem('invalid_parameter', `body field "open": ${why}`);
}

/** `POST /invitations/{token}/claim`: public, for whoever has the link. */
export function claimRoute(app: App, context: Writing): void {
  const { registry, openDoors } = context.ports;
  app.post(
    '/invitations/:token/claim',
    {
      bodyLimit: 32 * 1024,
      schema: {
        summary: 'Registers a kit with an invitation',
        tags: ['writing'],
        params: tokenParams,
        body: claimSchema,
        response: { 201: registeredSchema, ...PROBLEM_ANSWERS },
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      const { open, ...fields } = request.body;
      const invitation = registry.invitation(token);
      if (isObstacle(invitation)) return obstacleProblem(invitation);
      const closed = open ? closedDoor(openDoors(), fields.dialect) : undefined;
      if (closed !== undefined) return closed;
      const registered = await registry.claim(token, fields, { open });
      if (isObstacle(registered)) return obstacleProblem(registered);
      reply.code(201).header('cache-control', 'no-store');
      return registeredView(context, registered.kit.id, registered.token);
    },
  );
}
