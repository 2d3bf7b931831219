import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { basicCredential } from '../domain/credential.ts';
import type { Envelope, Sender } from '../domain/envelope.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { REFUSALS } from '../domain/refusal-catalogue.ts';
import type { Door, Protocol } from '../protocols/contract.ts';
import type { Ingest } from './contract.ts';
import type { Message } from './message.ts';
import type { SenderMeter } from './rates.ts';

export interface DoorPorts {
  readonly ingest: Ingest;
  readonly protocols: readonly Protocol[];
  /** Whether the credential is the kit's. */
  authenticate(kit: string, token: string): boolean;
  /** Hears of every credential that was not right. */
  refused(address: string): void;
  /** What counts the sender's messages; undefined for one that is held to no rate. */
  meterOf(sender: Sender, from: { token: string | undefined; address: string }): SenderMeter | undefined;
  /** Protocols whose doors take messages without a credential. */
  readonly openDoors: readonly string[];
}

function senderOf(request: FastifyRequest, protocol: Protocol, ports: DoorPorts): Sender | Problem {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (ports.openDoors.includes(protocol.id)) return { kind: 'open' };
    return problem(
      'unauthorized',
      `This door asks for a credential: HTTP Basic with the kit's id and its token. The operator may open it (SUPERILLA_OPEN_DOORS=${protocol.id}).`,
    );
  }
  const credential = basicCredential(authorization);
  if (credential !== undefined && ports.authenticate(credential.user, credential.password))
    return { kind: 'kit', kit: credential.user };
  ports.refused(request.ip);
  return problem(
    'unauthorized',
    'The credential is not right: HTTP Basic with the id of the kit as user name and its token as password.',
  );
}

function envelopeOf(request: FastifyRequest, door: Door, sender: Sender): Envelope {
  const headers: Record<string, string> = {};
  for (const name of door.headers) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value.slice(0, 256);
  }
  return {
    received: Date.now(),
    transport: 'http',
    topic: request.url.slice(0, 1024),
    headers,
    payload: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    sender,
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

function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  at: { door: Door; protocol: Protocol; ports: DoorPorts },
): Promise<FastifyReply> | FastifyReply {
  const { door, protocol, ports } = at;
  const sender = senderOf(request, protocol, ports);
  if (!('kind' in sender)) return refuse(reply, sender);
  const meter = ports.meterOf(sender, {
    token: basicCredential(request.headers.authorization)?.password,
    address: request.ip,
  });
  const late = meter && overRate(request, reply, meter);
  if (late !== undefined) return refuse(reply, late);
  const stall = ports.ingest.trouble();
  if (stall !== undefined)
    return refuse(
      reply.header('Retry-After', '10'),
      problem('not_ready', `Nothing can be taken in now: ${stall}. Send it again later.`),
    );
  return new Promise((resolve) => {
    ports.ingest.accept(envelopeOf(request, door, sender), false, (message) => {
      void reply.header('X-Superilla-Receipt', receiptHeader(message));
      const refusal = wholeRefusal(message);
      if (refusal !== undefined) return resolve(refuse(reply, refusal));
      resolve(reply.code(door.answer.status).type(door.answer.type).send(door.answer.body));
    });
  });
}

/** Mounts the doors that the protocols declare. Bodies come raw, whatever their content type says. */
export function httpDoors(ports: DoorPorts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const protocol of ports.protocols) {
      for (const door of protocol.doors) {
        app.route({
          method: door.method,
          url: door.path,
          bodyLimit: door.limitBytes,
          schema: { hide: true },
          handler: (request, reply) => handle(request, reply, { door, protocol, ports }),
        });
      }
    }
  };
}
