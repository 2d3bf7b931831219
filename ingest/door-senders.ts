import type { FastifyRequest } from 'fastify';
import { basicCredential } from '../domain/credential.ts';
import type { Sender } from '../domain/envelope.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Protocol, TokenPlace } from '../protocols/contract.ts';
import { parameter } from './request-parameter.ts';

/** Name of the path's parameter under which every door takes a token: `/token/<token>/…`. */
export const TOKEN_PARAMETER = 'superillaToken';

/** Longer texts are no tokens. */
const LONGEST = 128;

export interface CredentialPorts {
  /** Whether the credential is the kit's. */
  authenticate(kit: string, token: string): boolean;
  /** The kit whose token this is. */
  kitOfToken(token: string): string | undefined;
  /** Hears of every credential that was not right. */
  refused(address: string): void;
  /** Protocols whose doors take messages without a credential. */
  readonly openDoors: readonly string[];
}

/** Who sent a request, and with which token. */
export interface Credited {
  readonly sender: Sender;
  readonly token: string | undefined;
}

function single(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && text !== '' && text.length <= LONGEST ? text : undefined;
}

function tokenAt(request: FastifyRequest, { in: where, name, scheme }: TokenPlace): string | undefined {
  if (where !== 'header') return single(parameter(where === 'path' ? request.params : request.query, name));
  const text = single(request.headers[name]);
  if (text === undefined || scheme === undefined) return text;
  const [word = '', rest = ''] = text.split(/ +(.*)/s);
  return word.toLowerCase() === scheme.toLowerCase() ? single(rest) : undefined;
}

/** The token that stands where the dialect's clients put it; undefined for none. */
function bareToken(request: FastifyRequest, places: readonly TokenPlace[]): string | undefined {
  for (const place of [{ in: 'path', name: TOKEN_PARAMETER } as const, ...places]) {
    const token = tokenAt(request, place);
    if (token !== undefined) return token;
  }
  return undefined;
}

function refusal(words: string): Problem {
  return problem('unauthorized', words);
}

/** Who sent the request, or what is wrong with its credential. */
export function senderOf(
  request: FastifyRequest,
  to: { protocol: Protocol; tokens: readonly TokenPlace[] },
  ports: CredentialPorts,
): Credited | Problem {
  const basic = basicCredential(request.headers.authorization);
  if (basic !== undefined && ports.authenticate(basic.user, basic.password))
    return { sender: { kind: 'kit', kit: basic.user }, token: basic.password };
  const token = basic?.password ?? bareToken(request, to.tokens);
  const kit = token === undefined ? undefined : ports.kitOfToken(token);
  // A user name that is not the kit's is no matter where the dialect's clients name something else there.
  if (kit !== undefined && (basic === undefined || to.tokens.length > 0))
    return { sender: { kind: 'kit', kit }, token };
  const { id } = to.protocol;
  if (token !== undefined || request.headers.authorization !== undefined) {
    ports.refused(request.ip);
    return refusal(
      'The credential is not right: HTTP Basic with the id of the kit as user name and its token as password, or /token/<token> before the path.',
    );
  }
  if (ports.openDoors.includes(id)) return { sender: { kind: 'open' }, token: undefined };
  return refusal(
    `This door asks for a credential: HTTP Basic with the kit's id and its token, or /token/<token> before the path. The operator may open it (SUPERILLA_OPEN_DOORS=${id}).`,
  );
}
