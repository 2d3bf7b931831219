import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { House } from '../house.ts';
import { type End, MoveRefused, openEnd } from './ends.ts';
import { type MoveEvent, Mover, type MoveTask } from './mover.ts';

const kindSchema = z.enum(['duckdb', 'influx']);

const taskSchema = z.object({
  from: kindSchema,
  to: kindSchema,
  kits: z.array(z.string()).optional(),
  since: z.number().optional(),
  until: z.number().optional(),
  checkOnly: z.boolean(),
});

/** A line of the answer: what happened, or why the move ended early. */
export type MoveLine = MoveEvent | { readonly is: 'failed'; readonly words: string };

async function* linesOf(mover: Mover, ends: readonly End[], over: () => void): AsyncGenerator<string> {
  const line = (event: MoveLine) => `${JSON.stringify(event)}\n`;
  try {
    for await (const event of mover.run()) yield line(event);
  } catch (error) {
    yield line({ is: 'failed', words: error instanceof Error ? error.message : String(error) });
  } finally {
    for (const end of ends) await end.close();
    over();
  }
}

/** Both sides of a move; a problem where one cannot be opened. */
async function openEnds(
  house: House,
  { from, to }: MoveTask,
): Promise<[End, End] | ReturnType<typeof problem>> {
  const opened: End[] = [];
  try {
    const source = await openEnd(house, from);
    opened.push(source);
    return [source, await openEnd(house, to)];
  } catch (error) {
    for (const end of opened) await end.close();
    const words = error instanceof Error ? error.message : String(error);
    return problem(error instanceof MoveRefused ? 'invalid_parameter' : 'not_ready', words);
  }
}

/** `POST /admin/move`: moves history between stores and tells of it in lines of JSON; who stops reading stops the move. */
export function moveRoute(house: House): (app: FastifyInstance) => Promise<void> {
  let running = false;
  const over = (): void => {
    running = false;
  };
  return async (app) => {
    app.post('/admin/move', async (request, reply) => {
      const asked = taskSchema.safeParse(request.body);
      if (!asked.success || asked.data.from === asked.data.to)
        return reply
          .code(400)
          .send(problem('invalid_parameter', 'A move goes from one store to the other: duckdb, influx.'));
      if (running) return reply.code(409).send(problem('in_use', 'A move is under way already.'));
      running = true;
      const task = asked.data as MoveTask;
      const ends = await openEnds(house, task);
      if (!Array.isArray(ends)) {
        over();
        return reply.code(ends.status).send(ends);
      }
      const [source, target] = ends;
      const mover = new Mover(house, task, { source, target });
      return reply.type('application/x-ndjson').send(Readable.from(linesOf(mover, ends, over)));
    });
  };
}
