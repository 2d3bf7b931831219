import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import { receiptSchema } from '../../domain/receipt.ts';
import type { Registry } from '../../registry/contract.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { credentialsOf } from '../http/credentials.ts';
import { isProblem } from '../http/problems.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';

const receiptViewSchema = receiptSchema.meta({ id: 'Receipt' });

/** Whether the sender may see what was found in the kit's messages; a problem when a credential is given and wrong. */
function maySeeRaw(registry: Registry, kit: string, header: string | undefined): boolean | Problem {
  if (header === undefined) return false;
  const credentials = credentialsOf(header);
  if (credentials?.scheme === 'bearer' && registry.isAdministrator(credentials.token)) return true;
  if (credentials?.scheme === 'basic' && registry.authenticate(credentials.user, credentials.password))
    return credentials.user === kit
      ? true
      : problem('forbidden', `The credential is that of kit "${credentials.user}", not of "${kit}".`);
  return problem(
    'unauthorized',
    "Give the kit's id and token (Basic) or the administrator's token (Bearer), or none.",
  );
}

/** `GET /kits/{id}/receipts` */
export function receiptsRoute(app: App, { ports: { registry, receipts } }: Context): void {
  app.get(
    '/kits/:id/receipts',
    {
      schema: {
        summary: "What became of a kit's messages",
        description:
          "Newest first, at most 50. What was found in a message is shown with the kit's credential (Basic) or the administrator's token (Bearer) only.",
        tags: ['kits'],
        security: [{}, { kit: [] }, { administrator: [] }],
        params: idParams,
        response: answers(z.object({ receipts: z.array(receiptViewSchema) })),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (registry.kit(id) === undefined)
        return problem('not_found', `No kit "${id}" is registered; /api/v1/kits lists them.`);
      const raw = maySeeRaw(registry, id, request.headers.authorization);
      if (isProblem(raw)) {
        if (raw.code === 'unauthorized')
          reply.header('www-authenticate', 'Basic realm="kit", Bearer realm="superilla"');
        return raw;
      }
      reply.header('cache-control', raw ? 'private, no-store' : 'no-cache').header('vary', 'authorization');
      return { receipts: receipts.receipts(id, raw) };
    },
  );
}
