import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

/** How many requests one address may make. */
export interface RequestRate {
  readonly perMinute: number;
  /** Hears of every request that was answered with 429. */
  refused?(): void;
}

const MINUTE = 60_000;
/** Addresses whose counts are kept; the one longest without a request gives way. */
const MOST_ADDRESSES = 20_000;

/** A local proxy that the operator did not name, behind which everybody may stand, and the machine itself. */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function tooMany(perMinute: number, waitMs: number): Error {
  const words = `This address made more than ${perMinute} requests in a minute. Ask again in ${Math.ceil(waitMs / 1000)} s; /api/v1/readings gives many readings in one request.`;
  return Object.assign(new Error(words), { statusCode: 429 });
}

/**
 * Readies the server for `holdToRate`: counts the requests of each IPv4 address or IPv6 network (/64), as `request.ip` has it,
 * in windows of a minute. To be registered on the server itself, before the scopes that it counts.
 */
export async function readyRate(server: FastifyInstance, rate: RequestRate): Promise<void> {
  await server.register(rateLimit, {
    global: false,
    enableDraftSpec: true,
    max: rate.perMinute,
    timeWindow: MINUTE,
    cache: MOST_ADDRESSES,
    allowList: (request) => isLoopback(request.ip),
    onExceeded: () => rate.refused?.(),
    errorResponseBuilder: (_request, { max, ttl }) => tooMany(max, ttl),
  });
}

/**
 * Counts every request of the scope against its address's rate, where the server has one: what is left stands in `RateLimit-*`,
 * one beyond it is answered 429 with `Retry-After`. A stream once begun goes on.
 */
export function holdToRate(scope: FastifyInstance): void {
  if (scope.hasDecorator('rateLimit')) scope.addHook('onRequest', scope.rateLimit());
}
