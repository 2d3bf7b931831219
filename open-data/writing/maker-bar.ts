import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Registry } from '../../registry/contract.ts';
import { credentialsOf } from '../http/credentials.ts';

/** What the documentation says is asked of who looks after a kit. */
export const MAKER_SECURITY = [{ kit: [] }, { administrator: [] }];

/** Who asks for something that is the kit's own: the kit itself with its token, the administrator, or nobody who may. */
export function makerOf(
  registry: Registry,
  { headers }: Pick<FastifyRequest, 'headers'>,
  kit: string,
): 'kit' | 'administrator' | Problem {
  const credentials = credentialsOf(headers.authorization ?? '');
  if (credentials?.scheme === 'bearer' && registry.isAdministrator(credentials.token)) return 'administrator';
  if (credentials?.scheme === 'basic' && registry.authenticate(credentials.user, credentials.password))
    return credentials.user === kit
      ? 'kit'
      : problem('forbidden', `The credential is that of kit "${credentials.user}", not of "${kit}".`);
  return problem(
    'unauthorized',
    "Give the kit's id and token (Basic), or the administrator's token (Bearer).",
  );
}

/** Answers who may not; it names the credentials that are taken. */
export function sayBarred(reply: FastifyReply, barred: Problem): FastifyReply {
  if (barred.code === 'unauthorized')
    reply.header('www-authenticate', 'Basic realm="kit", Bearer realm="superilla"');
  return reply.send(barred);
}

/** A hook that lets nobody but the kit of the path's `id` and the administrator on. */
export function makersOnly(registry: Registry) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const who = makerOf(registry, request, (request.params as { id: string }).id);
    return typeof who === 'string' ? undefined : sayBarred(reply, who);
  };
}
