import type { FastifyRequest } from 'fastify';
import { percentDecoded } from '../domain/percent.ts';
import type { TokenPlace } from '../protocols/contract.ts';
import { parameter } from './request-parameter.ts';

/** What stands before the path of a door where the token is part of it. */
export const TOKEN_PREFIX = '/token/';

/** Longer paths and queries say nothing that a dialect knows. */
const LONGEST = 1024;

/** What stands in a topic where a token stood in the path. */
const HIDDEN = '-';

function withoutParameters(query: string, names: ReadonlySet<string>): string {
  const left = query.split('&').filter((part) => !names.has(decoded(part.split('=')[0] ?? '').toLowerCase()));
  return left.join('&');
}

function decoded(text: string): string {
  return percentDecoded(text) ?? text;
}

/**
 * The topic of a message that came by HTTP: the path and query that its client asked for, without any token. It is journalled
 * and shown on receipts, where no secret may stand.
 */
export function doorTopic(request: FastifyRequest, tokens: readonly TokenPlace[]): string {
  const { url } = request;
  const start = url.startsWith(TOKEN_PREFIX) ? url.indexOf('/', TOKEN_PREFIX.length) : 0;
  const [path = '', query] = url.slice(Math.max(start, 0), LONGEST).split(/\?(.*)/s);
  const inPath = tokens
    .filter((place) => place.in === 'path')
    .map(({ name }) => parameter(request.params, name));
  const shown = path
    .split('/')
    .map((part) => (inPath.includes(decoded(part)) ? HIDDEN : part))
    .join('/');
  if (query === undefined) return shown;
  const names = new Set(tokens.filter((place) => place.in === 'query').map(({ name }) => name));
  const kept = names.size === 0 ? query : withoutParameters(query, names);
  return kept === '' ? shown : `${shown}?${kept}`;
}
