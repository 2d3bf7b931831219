import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Envelope, Sender } from '../domain/envelope.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Door, Protocol, TokenPlace } from '../protocols/contract.ts';
import type { Ingest } from './contract.ts';
import { type CredentialPorts, senderOf, TOKEN_PARAMETER } from './door-senders.ts';
import { doorTopic, TOKEN_PREFIX } from './door-topic.ts';
import type { Message } from './message.ts';
import type { SenderMeter } from './rates.ts';
import { receiptOf } from './receipt-words.ts';

export interface DoorPorts extends CredentialPorts {
  readonly ingest: Ingest;
  readonly protocols: readonly Protocol[];
  /** What counts the sender's messages; undefined for one that is held to no rate. */
  meterOf(sender: Sender, from: { token: string | undefined; address: string }): SenderMeter | undefined;
}

/** Longer headers are cut: some kits send up to a score of measurements in one, and no body. */
const LONGEST_HEADER = 4096;

/** Doors at one method and path: several dialects may share one. */
interface Entrance {
  readonly method: Door['method'];
  readonly path: string;
  readonly ways: readonly { readonly protocol: Protocol; readonly door: Door }[];
  readonly headers: readonly string[];
  readonly tokens: readonly TokenPlace[];
  readonly limitBytes: number;
}

const NOBODY: Sender = { kind: 'open' };

function envelopeOf(request: FastifyRequest, { headers: wanted, tokens }: Entrance): Envelope {
  const headers: Record<string, string> = {};
  for (const name of wanted) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value.slice(0, LONGEST_HEADER);
  }
  return {
    received: Date.now(),
    transport: 'http',
    topic: doorTopic(request, tokens),
    headers,
    payload: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    sender: NOBODY,
    retained: false,
    packetId: 0,
    dup: false,
  };
}

/** The receipt's counts as one header line. */
function receiptHeader(message: Message): string {
  const { seq, accepted, rejected, duplicates, quarantined, missing } = message;
  return `id=${seq}, accepted=${accepted}, rejected=${rejected}, duplicates=${duplicates}, quarantined=${quarantined}, missing=${missing}`;
}

/** The refusal of a whole message by a known sender, in words; undefined where the door's own answer is due. */
function wholeRefusal(message: Message): Problem | undefined {
  const [first] = message.refusals;
  if (
    first === undefined ||
    message.accepted + message.duplicates + message.quarantined > 0 ||
    first.path !== ''
  )
    return undefined;
  const { fate, rule, right } = REFUSALS[first.code];
  if (fate !== 'rejected') return undefined;
  return problem(first.code === 'token_needed' ? 'unauthorized' : 'invalid_parameter', `${rule} ${right}`);
}

function refuse(reply: FastifyReply, refusal: Problem): FastifyReply {
  if (refusal.status === 401) void reply.header('WWW-Authenticate', 'Basic realm="kit", charset="UTF-8"');
  return reply.code(refusal.status).type('application/problem+json').send(JSON.stringify(refusal));
}

/** Counts a request against its sender's rate; the refusal of one beyond it. What is left stands in the headers either way. */
function overRate(request: FastifyRequest, reply: FastifyReply, meter: SenderMeter): Problem | undefined {
  const now = Date.now();
  const wait = meter.ask(Buffer.isBuffer(request.body) ? request.body.length : 0, now);
  const { limit, remaining, resetSeconds } = meter.allowance(now);
  void reply
    .header('RateLimit-Limit', limit)
    .header('RateLimit-Remaining', remaining)
    .header('RateLimit-Reset', resetSeconds);
  if (wait === 0) return undefined;
  const seconds = Math.ceil(wait / 1000);
  void reply.header('Retry-After', seconds);
  return problem(
    'too_many_requests',
    `This sender is over its rate. Send the message again in ${seconds} s; several readings may go in one message.`,
  );
}

/** The dialect of a message among those of its entrance: the one that recognises it, else the first. */
function wayOf({ ways }: Entrance, envelope: Envelope): { protocol: Protocol; door: Door } {
  const [first] = ways as [{ protocol: Protocol; door: Door }];
  return ways.find(({ protocol }) => protocol.recognises(envelope)) ?? first;
}

function answer(reply: FastifyReply, message: Message, door: Door): FastifyReply {
  void reply.header('X-Superilla-Receipt', receiptHeader(message));
  const refusal = wholeRefusal(message);
  if (refusal !== undefined) return refuse(reply, refusal);
  const { seq: id, accepted, rejected, duplicates, quarantined, missing } = message;
  const { status, type, body, headers } = door.answer({
    ...{ id, accepted, rejected, duplicates, quarantined, missing },
    receipt: () => receiptOf(message, message.kit !== ''),
  });
  if (headers !== undefined) void reply.headers(headers);
  return reply.code(status).type(type).send(body);
}

function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  { entrance, ports }: { entrance: Entrance; ports: DoorPorts },
): Promise<FastifyReply> | FastifyReply {
  const envelope = envelopeOf(request, entrance);
  const { protocol, door } = wayOf(entrance, envelope);
  const credited = senderOf(request, { protocol, tokens: entrance.tokens }, ports);
  if (!('sender' in credited)) return refuse(reply, credited);
  const { sender, token } = credited;
  const meter = ports.meterOf(sender, { token, address: request.ip });
  const late = meter && overRate(request, reply, meter);
  if (late !== undefined) return refuse(reply, late);
  const stall = ports.ingest.trouble();
  if (stall !== undefined)
    return refuse(
      reply.header('Retry-After', '10'),
      problem('not_ready', `Nothing can be taken in now: ${stall}. Send it again later.`),
    );
  return new Promise((resolve) => {
    ports.ingest.accept({ ...envelope, sender }, false, (message) => resolve(answer(reply, message, door)));
  });
}

/** The doors of all protocols by method and path. */
function entrances(protocols: readonly Protocol[]): Entrance[] {
  const all = protocols.flatMap((protocol) => protocol.doors.map((door) => ({ protocol, door })));
  const keys = [...new Set(all.map(({ door }) => `${door.method} ${door.path}`))];
  return keys.map((key) => {
    const ways = all.filter(({ door }) => `${door.method} ${door.path}` === key);
    const [{ door }] = ways as [(typeof ways)[number]];
    return {
      method: door.method,
      path: door.path,
      ways,
      headers: [...new Set(ways.flatMap((way) => way.door.headers))],
      tokens: ways.flatMap((way) => way.door.tokens ?? []),
      limitBytes: Math.max(...ways.map((way) => way.door.limitBytes)),
    };
  });
}

/** Mounts the doors that the protocols declare, each also under `/token/<token>`. Bodies come raw, whatever their content type says. */
export function httpDoors(ports: DoorPorts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const entrance of entrances(ports.protocols)) {
      const { method, path, limitBytes } = entrance;
      for (const url of [path, `${TOKEN_PREFIX}:${TOKEN_PARAMETER}${path}`])
        app.route({
          ...{ method, url, bodyLimit: limitBytes },
          schema: { hide: true },
          handler: (request, reply) => handle(request, reply, { entrance, ports }),
        });
    }
  };
}
