import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { type Problem, problem } from '../../domain/problem.ts';
import { StoreBusyError } from '../../stores/contract.ts';
import { InvalidInput, validateRequest } from './validate.ts';

const MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** Whether a value is a problem document rather than what was asked for. */
export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    value.type.startsWith('/api/v1/problems#')
  );
}

/** The problem that an error stands for; what Fastify raises about a request keeps its status, the rest is internal. */
function problemOf(error: FastifyError): Problem {
  if (error instanceof InvalidInput) return problem('invalid_parameter', error.message);
  if (error instanceof StoreBusyError)
    return problem('store_busy', `Ask again after ${error.retryAfterS} seconds.`);
  if (error.statusCode === 413) return problem('payload_too_large', error.message);
  if (error.statusCode === 415)
    return problem('unsupported_media_type', 'Send JSON with Content-Type: application/json.');
  if (error.statusCode === 429) return problem('too_many_requests', error.message);
  if (error.statusCode === 404) return problem('not_found', 'There is nothing at this address.');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return problem('invalid_parameter', `The request cannot be read: ${error.message}`);
  return problem('internal', 'The server met a fault of its own; its log has the details.');
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const document = problemOf(error);
  if (document.code === 'internal') request.log.error({ err: error }, 'request failed');
  if (error instanceof StoreBusyError) reply.header('retry-after', String(error.retryAfterS));
  return reply.code(document.status).type(MEDIA_TYPE).send(JSON.stringify(document));
}

/** Answers 404 as a problem; for `setNotFoundHandler`. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? '';
  const document = problem('not_found', `There is no ${request.method} ${path.slice(0, 200)} here.`);
  return reply.code(404).type(MEDIA_TYPE).send(JSON.stringify(document));
}

/**
 * Gives a scope this room's manners: requests checked and answers written by their zod schemas, errors as problem
 * documents, and handlers that return a `Problem` answer it with its status.
 */
export function speakProblems(scope: FastifyInstance): void {
  scope.setValidatorCompiler(validateRequest);
  scope.setSerializerCompiler(serializerCompiler);
  scope.setErrorHandler(answerError);
  scope.addHook('preSerialization', async (_request, reply, payload) => {
    if (isProblem(payload)) reply.code(payload.status).type(MEDIA_TYPE);
    return payload;
  });
}
