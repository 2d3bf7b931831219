import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { isProblem } from '../http/problems.ts';
import { eventWriter } from '../live/frames.ts';
import type { LiveLimits } from '../live/limits.ts';
import { keepOpen, type Listener } from '../live/listener.ts';
import { PROBLEM_ANSWERS } from '../schemas/problem.ts';
import { kitsParam, placeParam, projectParam } from '../schemas/query.ts';
import { type Selection, selectKits } from '../selection.ts';

/** What EventSource waits before it connects again, ms. */
const RETRY = 3_000;

const eventId = z
  .string()
  .regex(/^\d{1,15}$/, 'the id of the last event received, a whole number')
  .optional();

const query = z.strictObject({
  kit: kitsParam,
  project: projectParam,
  place: placeParam,
  lastEventId: eventId.describe('Where Last-Event-ID cannot be sent: the id to resume after'),
});

const RESPONSE = {
  200: {
    description: 'The stream',
    content: {
      'text/event-stream': {
        schema: z
          .string()
          .describe(
            'Events `readings` ({readings: [KitReading]}, at most one a second) and `reset` (load anew)',
          ),
      },
    },
  },
  ...PROBLEM_ANSWERS,
} as const;

/** Whether a kit is among those selected, as the registry stands at the moment; undefined when all are. */
function concernsOf(
  { ports: { registry }, directory }: Context,
  selection: Omit<Selection, 'simulated'>,
): ((kit: string) => boolean) | undefined {
  if (Object.values(selection).every((value) => value === undefined)) return undefined;
  let version = -1;
  let ids: ReadonlySet<string> = new Set();
  return (kit) => {
    if (version !== directory.version()) {
      version = directory.version();
      const selected = selectKits({ registry, directory }, { ...selection, simulated: 'include' });
      ids = new Set(isProblem(selected) ? [] : selected.kits.map(({ id }) => id));
    }
    return ids.has(kit);
  };
}

/** Writes the head of the stream past Fastify, with the headers that hooks have set. */
function begin(reply: FastifyReply): void {
  reply.header('content-type', 'text/event-stream; charset=utf-8');
  reply.header('cache-control', 'no-cache, no-transform').header('x-accel-buffering', 'no');
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200);
}

const SCHEMA = {
  summary: 'New readings as they come (server-sent events)',
  description:
    'Simulated kits are among them, flagged. Resumes after `Last-Event-ID` as far as the feed reaches back.',
  tags: ['readings'],
  querystring: query,
  headers: z.object({ 'last-event-id': eventId }),
  response: RESPONSE,
};

/** `GET /live` */
export function liveRoute(app: App, context: Context, limits: LiveLimits): void {
  const { registry, live } = context.ports;
  const open = new Set<Listener>();
  const eventText = eventWriter(context.ports);
  app.addHook('preClose', async () => {
    for (const listener of open) listener.end();
  });
  app.get('/live', { exposeHeadRoute: false, schema: SCHEMA }, async (request, reply) => {
    const { lastEventId, ...selection } = request.query;
    const all = { ...selection, simulated: 'include' } as const;
    const selected = selectKits({ registry, directory: context.directory }, all);
    if (isProblem(selected)) return selected;
    if (open.size >= limits.listeners) {
      reply.header('retry-after', '30');
      return problem('not_ready', `${limits.listeners} listeners are connected; try again later.`);
    }
    begin(reply);
    // Who left while the request was looked at will not be heard leaving.
    if (reply.raw.destroyed) return reply;
    const listener = keepOpen(reply.raw, limits, () => {
      open.delete(listener);
      stop();
    });
    open.add(listener);
    listener.write(`retry: ${RETRY}\n\n`);
    const concerns = concernsOf(context, selection);
    const after = request.headers['last-event-id'] ?? lastEventId;
    const stop = live.listen(after === undefined ? undefined : Number(after), (frame) =>
      listener.write(eventText(frame, concerns)),
    );
    return reply;
  });
}
