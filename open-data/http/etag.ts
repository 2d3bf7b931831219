import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Weak tags, because compression changes the bytes and not the meaning (RFC 9110, 8.8.1). */
function matches(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/**
 * Marks the answer with a tag of its state. True when the client has that state already and was answered 304:
 * the handler then returns the reply.
 */
export function unchanged(request: FastifyRequest, reply: FastifyReply, state: string): boolean {
  const tag = `"${state}"`;
  reply.header('etag', `W/${tag}`).header('cache-control', 'no-cache');
  const known = request.headers['if-none-match'];
  if (known === undefined || !matches(known, tag)) return false;
  reply.code(304).send();
  return true;
}

/** As `unchanged`, with the answer itself as its state: it has been made already, but need not be sent again. */
export function unchangedBody(request: FastifyRequest, reply: FastifyReply, body: object): boolean {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return unchanged(request, reply, digest.slice(0, 22));
}
