import type { FastifyReply } from 'fastify';

/**
 * Writes an answer as JSON without checking it against its schema on the way out: for answers of thousands of values,
 * where that would hold up the messages of kits for tens of milliseconds. Their shape is held by types and by tests.
 */
export function unchecked(reply: FastifyReply, type = 'application/json'): void {
  reply.type(`${type}; charset=utf-8`).serializer(JSON.stringify);
}
