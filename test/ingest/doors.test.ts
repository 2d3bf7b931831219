import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../domain/envelope.ts';
import type { Ingest } from '../../ingest/contract.ts';
import { httpDoors } from '../../ingest/http-doors.ts';
import { blankMessage } from '../../ingest/message.ts';
import { invented } from './invented.ts';

const LINES = invented(
  { id: 'lines', recognises: ({ payload }) => payload.includes('node=') },
  { path: '/write', tokens: [{ in: 'header', name: 'authorization', scheme: 'Token' }] },
);
const POINTS = invented(
  { id: 'points', recognises: ({ payload }) => !payload.includes('node=') },
  { path: '/write', answer: () => ({ status: 204, type: 'text/plain', body: '', headers: { 'x-p': '1' } }) },
);
const KEYED = invented(
  { id: 'keyed' },
  {
    headers: ['x-unit'],
    tokens: [
      { in: 'header', name: 'identity_key' },
      { in: 'query', name: 'k' },
    ],
  },
);

const PATHED = invented({ id: 'tb' }, { path: '/tb/:key/telemetry', tokens: [{ in: 'path', name: 'key' }] });

let app: FastifyInstance;
let taken: Envelope[];
let wrong: string[];

beforeEach(async () => {
  taken = [];
  wrong = [];
  const accept: Ingest['accept'] = (envelope, _foreign, done) => {
    taken.push(envelope);
    const message = blankMessage(envelope.received, envelope.topic, { kit: 'balcony', decoder: 'x/1' });
    message.accepted = 1;
    done(message);
  };
  app = Fastify();
  await app.register(
    httpDoors({
      ingest: { accept, trouble: () => undefined } as unknown as Ingest,
      protocols: [LINES, POINTS, KEYED, PATHED],
      authenticate: (kit, token) => kit === 'balcony' && token === 'secret',
      kitOfToken: (token) => (token === 'secret' ? 'balcony' : undefined),
      refused: (address) => wrong.push(address),
      meterOf: () => undefined,
      openDoors: ['points'],
    }),
  );
});
afterEach(() => app.close());

const post = (url: string, more: InjectOptions = {}) =>
  app.inject({ method: 'POST', url, payload: '21', ...more });
const BALCONY = { kind: 'kit', kit: 'balcony' };

describe('a door', () => {
  it.each([
    ['in a header', '/keyed/a1', { headers: { identity_key: 'secret' } }],
    ['in the query', '/keyed/a1?k=secret', {}],
    ['before the path', '/token/secret/keyed/a1', {}],
    ['as HTTP Basic', '/keyed/a1', { headers: { authorization: `Basic ${btoa('balcony:secret')}` } }],
    ['as password of any name', '/keyed/a1', { headers: { authorization: `Basic ${btoa('me:secret')}` } }],
    ['after its scheme', '/write', { headers: { authorization: 'token secret' }, payload: 'node=1' }],
  ] as const)('takes the token %s', async (_, url, more) => {
    const answer = await post(url, more);
    expect(answer.statusCode).toBe(202);
    expect(answer.headers['x-superilla-receipt']).toContain('accepted=1');
    expect(taken[0]?.sender).toEqual(BALCONY);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a wrong token', '/keyed/a1', { headers: { identity_key: 'wrong' } }, 1],
    ['a wrong token before the path', '/token/wrong/keyed/a1', {}, 1],
    ['another scheme', '/write', { headers: { authorization: 'Bearer secret' }, payload: 'node=1' }, 1],
    ['no credential', '/keyed/a1', {}, 0],
  ] as const)('refuses %s', async (_, url, more, counted) => {
    const answer = await post(url, more);
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ status: 401 });
    expect(taken).toEqual([]);
    expect(wrong).toHaveLength(counted);
  });

  it('shows the decoder the path without the token', async () => {
    await post('/token/secret/keyed/a1?x=1', { headers: { 'x-unit': 'Cel' } });
    expect(taken[0]).toMatchObject({ topic: '/keyed/a1?x=1', headers: { 'x-unit': 'Cel' } });
  });

  it.each([
    ['/keyed/a1?k=secret&x=1', '/keyed/a1?x=1'],
    ['/keyed/a1?x=1&K=secret', '/keyed/a1?x=1'],
    ['/keyed/a1?k=secret', '/keyed/a1'],
  ])('forgets the token of %s', async (url, topic) => {
    await post(url, { headers: { identity_key: 'secret' } });
    expect(taken[0]?.topic).toBe(topic);
  });

  it('forgets a token that is part of its path', async () => {
    expect((await post('/tb/secret/telemetry')).statusCode).toBe(202);
    expect(taken[0]).toMatchObject({ topic: '/tb/-/telemetry', sender: BALCONY });
  });

  it('that two dialects share answers as the one that recognises the message does', async () => {
    const [line, point] = [
      await post('/write', { payload: 'node=1', headers: { authorization: 'Token secret' } }),
      await post('/write', { payload: 'air pm=1' }),
    ];
    expect([line.statusCode, point.statusCode]).toEqual([202, 204]);
    expect(point.headers['x-p']).toBe('1');
    expect(taken.map(({ sender }) => sender.kind)).toEqual(['kit', 'open']);
  });

  it('that is open still refuses a wrong credential', async () => {
    const answer = await post('/write', { payload: 'air pm=1', headers: { authorization: 'Token wrong' } });
    expect(answer.statusCode).toBe(401);
  });
});
