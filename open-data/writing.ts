import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../domain/problem.ts';
import type { Registry } from '../registry/contract.ts';
import { openDirectory } from './directory.ts';
import type { App } from './http/app.ts';
import { credentialsOf } from './http/credentials.ts';
import { speakProblems } from './http/problems.ts';
import { holdToRate } from './http/rate.ts';
import type { WritePorts } from './ports.ts';
import { annotateRoute, removeAnnotationRoute } from './writing/annotations.ts';
import { calibrationsRoute } from './writing/calibrations.ts';
import { credentialRoutes } from './writing/credentials.ts';
import { importRoute } from './writing/import.ts';
import { claimRoute, invitationRoute, inviteRoute } from './writing/invitations.ts';
import { changeRoute, registerRoute, removeRoute } from './writing/kits.ts';
import { makersOnly } from './writing/maker-bar.ts';
import { documentRoutes, previewRoute, setupRoute } from './writing/mapping.ts';
import { quarantineClaimRoute, quarantineRoutes } from './writing/quarantine.ts';
import { redecodeRoute } from './writing/redecode.ts';
import { shelfRoutes } from './writing/shelves.ts';
import { uploadRoute } from './writing/uploads.ts';

function administratorOnly(registry: Registry) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const header = request.headers.authorization;
    const credentials = header === undefined ? undefined : credentialsOf(header);
    if (credentials?.scheme === 'bearer' && registry.isAdministrator(credentials.token)) return undefined;
    const given = header === undefined ? 'None was given' : 'The one given is not the administrator’s token';
    return reply
      .header('www-authenticate', 'Bearer realm="superilla"')
      .send(problem('unauthorized', `${given}; send Authorization: Bearer <administrator token>.`));
  };
}

/**
 * The writing API under `/api/v1`. Where the way in is trusted (a socket that only the administrator of the machine may
 * open) no credential is asked; elsewhere every route but those of invitations wants the administrator's token.
 */
export function writing(ports: WritePorts, { trusted }: { readonly trusted: boolean }) {
  return async (server: FastifyInstance): Promise<void> => {
    const directory = openDirectory(ports.registry);
    server.addHook('onClose', async () => directory.close());
    const context = { ports, directory, run: ports.now().toString(36) };
    await server.register(
      async (scope) => {
        speakProblems(scope);
        holdToRate(scope);
        const open: App = scope.withTypeProvider();
        invitationRoute(open, ports);
        claimRoute(open, context);
        await scope.register(async (guarded) => {
          if (!trusted) guarded.addHook('onRequest', administratorOnly(ports.registry));
          guarded.addContentTypeParser(
            'application/geo+json',
            { parseAs: 'string' },
            guarded.getDefaultJsonParser('error', 'error'),
          );
          const app: App = guarded.withTypeProvider();
          registerRoute(app, context);
          changeRoute(app, context);
          removeRoute(app, ports);
          credentialRoutes(app, context);
          shelfRoutes(app, ports);
          importRoute(app, ports);
          inviteRoute(app, ports);
          quarantineRoutes(app, context);
          quarantineClaimRoute(app, context);
        });
        await scope.register(async (own) => {
          if (!trusted) own.addHook('onRequest', makersOnly(ports.registry));
          const app: App = own.withTypeProvider();
          setupRoute(app, context);
          documentRoutes(app, context);
          previewRoute(app, context);
          redecodeRoute(app, context, trusted);
          calibrationsRoute(app, context);
          annotateRoute(app, context);
          removeAnnotationRoute(app, context);
        });
        await scope.register((raw) => uploadRoute(raw.withTypeProvider(), context, trusted));
      },
      { prefix: '/api/v1' },
    );
  };
}
