import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../../domain/problem.ts';
import type { House } from '../house.ts';
import { type RedecodeState, redecode } from './redecode.ts';

type Asked = FastifyRequest<{ Params: { kit: string }; Querystring: { from?: string; to?: string } }>;

/** Lines a second at most that tell how far a run is. */
const EVERY = 200;

/**
 * `POST /admin/kits/{kit}/redecode`: newline-delimited JSON, one line each time there is something to tell (`{at, end}`), the
 * last with what became of the messages (`{entered}`), or with what went wrong (`{fault}`).
 */
export function redecodeStream(house: House, { params, query }: Asked, reply: FastifyReply): FastifyReply {
  const { kit } = params;
  if (house.registry.kit(kit) === undefined)
    return reply.code(404).send(problem('not_found', `There is no kit ${kit}.`));
  const from = query.from === undefined ? 0 : Date.parse(query.from);
  const to = query.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.to);
  if (Number.isNaN(from) || Number.isNaN(to))
    return reply
      .code(400)
      .send(problem('invalid_parameter', 'from and to are times such as 2026-03-01T00:00:00Z.'));
  const lines = new PassThrough();
  const tell = (line: object) => lines.write(`${JSON.stringify(line)}\n`);
  let told = 0;
  const progress = ({ at, end }: RedecodeState) => {
    const now = Date.now();
    if (now - told < EVERY) return;
    told = now;
    tell({ at, end });
  };
  redecode(house, { kit, from, to }, progress)
    .then(
      (entered) => tell({ entered }),
      (error: unknown) => tell({ fault: error instanceof Error ? error.message : String(error) }),
    )
    .finally(() => lines.end());
  return reply.type('application/x-ndjson').send(lines);
}
