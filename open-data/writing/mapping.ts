import type { KitFields } from '../../domain/kit.ts';
import { mappingSchema, meaningsSchema } from '../../domain/mapping.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import { attemptSchema, previewSchema, savedSetupSchema, setupSchema } from '../schemas/maker.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { previewView } from '../views/preview.ts';
import { setupView } from '../views/setup.ts';
import { MAKER_SECURITY } from './maker-bar.ts';
import { meaningFaults } from './meaning-faults.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import type { Writing } from './registered.ts';

const SHARED = { tags: ['makers'], security: MAKER_SECURITY, params: idParams };
/** Bytes of one document. */
const LIMIT = 64 * 1024;

function noKit(id: string): Problem {
  return problem('not_found', `No kit "${id}" is registered; /api/v1/kits lists them.`);
}

function faulty(faults: readonly string[]): Problem | undefined {
  return faults.length === 0 ? undefined : problem('invalid_parameter', faults.join(' '));
}

/** Keeps what a maker says of the kit, and answers how it is set up then. */
async function save({ ports }: Writing, id: string, change: Partial<KitFields>) {
  const kit = await ports.registry.update(id, change);
  if (isObstacle(kit)) return obstacleProblem(kit);
  const redecode = `/api/v1/kits/${id}/redecode`;
  return { ...setupView(kit, ports.kitAccess(id, undefined)), redecode };
}

/** `GET /kits/{id}/setup` */
export function setupRoute(app: App, { ports }: Writing): void {
  app.get(
    '/kits/:id/setup',
    {
      schema: {
        ...SHARED,
        summary: 'How a kit is set up, for its maker',
        response: answers(setupSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const kit = ports.registry.kit(id);
      reply.header('cache-control', 'private, no-store');
      return kit === undefined ? noKit(id) : setupView(kit, ports.kitAccess(id, undefined));
    },
  );
}

/** `PUT /kits/{id}/mapping`, `PUT /kits/{id}/meanings` */
export function documentRoutes(app: App, context: Writing): void {
  const { maker } = context.ports;
  app.put(
    '/kits/:id/mapping',
    {
      bodyLimit: LIMIT,
      schema: {
        ...SHARED,
        summary: "Says how a kit's messages are read, or with null that they are the native dialect's again",
        description: 'The kit speaks the dialect `mapping` from then on.',
        body: mappingSchema.nullable(),
        response: answers(savedSetupSchema),
      },
    },
    async (request) => {
      const { body: mapping, params } = request;
      if (mapping === null) return save(context, params.id, { mapping: undefined, dialect: 'native' });
      const wrong = faulty(maker.mappingFaults(mapping));
      return wrong ?? save(context, params.id, { mapping, dialect: 'mapping' });
    },
  );
  app.put(
    '/kits/:id/meanings',
    {
      bodyLimit: LIMIT,
      schema: {
        ...SHARED,
        summary: 'Says what the names mean that a kit sends; null takes that back',
        body: meaningsSchema.nullable(),
        response: answers(savedSetupSchema),
      },
    },
    async (request) => {
      const { body: meanings, params } = request;
      if (meanings === null) return save(context, params.id, { meanings: undefined });
      return faulty(meaningFaults(meanings)) ?? save(context, params.id, { meanings });
    },
  );
}

/** `POST /kits/{id}/mapping/preview` */
export function previewRoute(app: App, { ports: { registry, maker } }: Writing): void {
  app.post(
    '/kits/:id/mapping/preview',
    {
      bodyLimit: LIMIT,
      schema: {
        ...SHARED,
        summary: "What a mapping or meanings would make of a kit's last messages; changes nothing",
        description:
          'Up to 10 messages, newest first, of those that are kept aside and of the last 20,000 in the journal. Without a document, as the kit is read now.',
        body: attemptSchema,
        response: answers(previewSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { mapping, meanings } = request.body;
      if (registry.kit(id) === undefined) return noKit(id);
      const faults = [
        ...(mapping === undefined ? [] : maker.mappingFaults(mapping)),
        ...(meanings === undefined ? [] : meaningFaults(meanings)),
      ];
      reply.header('cache-control', 'private, no-store');
      if (faults.length > 0) return { faults, messages: [] };
      const messages = await maker.preview(id, { mapping, meanings });
      return { faults, messages: messages.map(previewView) };
    },
  );
}
