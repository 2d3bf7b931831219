import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Quarantined, QuarantineKey } from '../../registry/contract.ts';
import type { App } from '../http/app.ts';
import { isProblem } from '../http/problems.ts';
import { answers, PROBLEM_ANSWERS } from '../schemas/problem.ts';
import {
  enteredSchema,
  type QuarantineKeyGiven,
  quarantineClaimSchema,
  quarantinedMessageSchema,
  quarantinedSenderSchema,
  quarantineKeySchema,
} from '../schemas/reentry.ts';
import { registeredSchema } from '../schemas/writing.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import { registeredView, type Writing } from './registered.ts';
import { SECURITY } from './security.ts';

const SHARED = { tags: ['quarantine'], security: SECURITY };
const TEXT = 2000;
const BYTES = 1500;
/** Messages of one sender that are shown. */
const SHOWN = 50;

const iso = (ms: number) => new Date(ms).toISOString();

function keyOf({ dialect, device, topic, kit }: QuarantineKeyGiven): QuarantineKey | Problem {
  if (dialect !== undefined && device !== undefined) return { dialect, device };
  if (topic !== undefined) return { topic };
  if (kit !== undefined) return { kit };
  return problem('invalid_parameter', 'Say whose messages: "dialect" and "device", or "topic", or "kit".');
}

function messageView({ seq, received, transport, topic, reason, payload }: Quarantined) {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const isText = isUtf8(bytes);
  return {
    ...{ seq, received: iso(received), transport, topic, reason, bytes: bytes.length },
    text: isText ? bytes.toString('utf8').slice(0, TEXT) : null,
    base64: isText ? null : bytes.subarray(0, BYTES).toString('base64'),
  };
}

/** `GET /quarantine`, `GET /quarantine/messages` */
export function quarantineRoutes(app: App, { ports: { registry } }: Writing): void {
  app.get(
    '/quarantine',
    {
      schema: {
        ...SHARED,
        summary: 'Who is kept aside: senders and dialects that nobody knows, and clocks that are wrong',
        response: answers(z.object({ senders: z.array(quarantinedSenderSchema) })),
      },
    },
    async () => {
      const senders = await registry.quarantinedSenders();
      return { senders: senders.map((one) => ({ ...one, first: iso(one.first), last: iso(one.last) })) };
    },
  );
  app.get(
    '/quarantine/messages',
    {
      schema: {
        ...SHARED,
        summary: 'Messages of one sender that are kept aside, newest first, at most 50',
        querystring: quarantineKeySchema,
        response: answers(z.object({ messages: z.array(quarantinedMessageSchema) })),
      },
    },
    async (request, reply) => {
      const key = keyOf(request.query);
      if (isProblem(key)) return key;
      reply.header('cache-control', 'private, no-store');
      const records = await registry.quarantinedOf(key);
      return { messages: records.slice(-SHOWN).reverse().map(messageView) };
    },
  );
}

type Claim = z.output<typeof quarantineClaimSchema>;

/** The kit that claims: one that is there, or one that is registered now, with its token. */
async function claimant(
  { ports: { registry } }: Writing,
  { kit, register, of }: Claim,
): Promise<{ kit: string; token: string | undefined; isNew: boolean } | Problem> {
  if (kit !== undefined) {
    if (registry.kit(kit) === undefined) return problem('not_found', `There is no kit "${kit}".`);
    return { kit, token: undefined, isNew: false };
  }
  if (register === undefined)
    return problem(
      'invalid_parameter',
      'Name the kit that claims them ("kit"), or describe one ("register").',
    );
  const { id, open, dialect = of.dialect ?? 'native', externalId = of.device, ...rest } = register;
  const fields = { ...rest, dialect, ...(externalId !== undefined && { externalId }) };
  const made = await registry.register(fields, { open, ...(id !== undefined && { id }) });
  return isObstacle(made) ? obstacleProblem(made) : { kit: made.kit.id, token: made.token, isNew: true };
}

/** `POST /quarantine/claims` */
export function quarantineClaimRoute(app: App, context: Writing): void {
  app.post(
    '/quarantine/claims',
    {
      schema: {
        ...SHARED,
        summary: 'Takes messages that are kept aside in as those of a kit',
        body: quarantineClaimSchema,
        response: {
          201: z.object({ kit: z.string(), entered: enteredSchema, registered: registeredSchema.nullable() }),
          ...PROBLEM_ANSWERS,
        },
      },
    },
    async (request, reply) => {
      const key = keyOf(request.body.of);
      if (isProblem(key)) return key;
      const by = await claimant(context, request.body);
      if (isProblem(by)) return by;
      const entered = await context.ports.claimQuarantined(key, by.kit);
      reply.code(201).header('cache-control', 'no-store');
      const registered = by.isNew ? registeredView(context, by.kit, by.token) : null;
      return { kit: by.kit, entered: { ...entered, refusals: { ...entered.refusals } }, registered };
    },
  );
}
