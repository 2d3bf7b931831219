import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import { type TestBroker, testBroker } from '../broker.test-kit.ts';
import { believable } from '../days/believable.ts';
import type { District } from '../district/district.ts';
import { POBLENOU } from '../district/poblenou.ts';
import { type RunOptions, runDistrict } from './runner.ts';

const NOON = Date.UTC(2026, 10, 3, 11);

interface Posted {
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

const posted: Posted[] = [];
const web = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { url = '', headers } = request;
    posted.push({ url, authorization: headers.authorization ?? '', body: Buffer.concat(chunks).toString() });
    response.writeHead(201).end('{}');
  });
});
let broker: TestBroker;

beforeEach(async () => {
  posted.length = 0;
  broker = await testBroker();
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
});
afterEach(async () => {
  await broker.close();
  web.closeAllConnections();
  web.close();
});

function kitsOf(dialect: string): District {
  return { ...POBLENOU, kits: POBLENOU.kits.filter(({ fields }) => fields.dialect === dialect).slice(0, 2) };
}

/** Runs a district until `enough`, and waits until it has ended. */
async function run(
  district: District,
  enough: () => boolean,
  more: Partial<RunOptions> = {},
): Promise<object[]> {
  const warnings: object[] = [];
  const stop = new AbortController();
  const ended = runDistrict({
    district,
    http: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    mqttHost: '127.0.0.1',
    mqttPort: broker.port,
    credentials: new Map(district.kits.map(({ id }) => [id, `token of ${id}`])),
    now: () => NOON,
    intervalMs: 50,
    signal: stop.signal,
    log: { warn: (details) => warnings.push(details) },
    ...more,
  });
  await expect.poll(enough, { timeout: 15_000 }).toBe(true);
  stop.abort();
  await ended;
  return warnings;
}

function protocol(id: string) {
  const found = PROTOCOLS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no protocol ${id}`);
  return found;
}

function decodedFrom(dialect: string, message: { topic: string; payload: string }, kit: string) {
  const { found, refused } = protocol(dialect).decode(
    {
      received: NOON,
      transport: protocol(dialect).transports[0] ?? 'mqtt',
      topic: message.topic,
      headers: {},
      payload: Buffer.from(message.payload),
      sender: { kind: 'kit', kit },
      retained: false,
      packetId: 1,
      dup: false,
    },
    { timeZone: 'UTC' },
  );
  expect(refused).toEqual([]);
  return found;
}

test.each(['native', 'smart-citizen'])(
  '%s kits tell the last day in order over their own connections, then read on',
  async (dialect) => {
    const district = kitsOf(dialect);
    const has = (id: string) => broker.taken.filter(({ user }) => user === id).length > 14;
    const warnings = await run(district, () => district.kits.every(({ id }) => has(id)));
    expect(warnings).toEqual([]);
    for (const kit of district.kits) {
      const own = broker.taken.filter(({ user }) => user === kit.id);
      expect(own.every(({ qos }) => qos === 1)).toBe(true);
      const found = own.flatMap((message) => decodedFrom(dialect, message, kit.id));
      const times = [...new Set(found.map(({ time }) => time ?? Number.NaN))];
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(0)).toBe(NOON - 24 * 3_600_000 + 300_000);
      expect(times.at(-1)).toBe(NOON);
      expect(times).toHaveLength(288);
      for (const { phenomenon, time = 0, value } of found)
        expect(value).toBe(believable(kit, phenomenon, time));
    }
  },
);

test('a whole district runs without complaints of the program itself', async () => {
  const warned: Error[] = [];
  const listen = (warning: Error) => warned.push(warning);
  process.on('warning', listen);
  const users = () => new Set(broker.taken.map(({ user }) => user));
  const overMqtt = POBLENOU.kits.filter(({ fields }) => fields.dialect !== 'airrohr');
  await run(POBLENOU, () => users().size >= overMqtt.length - 1 && posted.length > 10, { backfillHours: 1 });
  process.off('warning', listen);
  expect(warned).toEqual([]);
});

test('every phenomenon that a kit of the district measures survives its dialect', () => {
  for (const kit of POBLENOU.kits) {
    const { dialect, externalId = kit.id } = kit.fields;
    const readings = kit.measures.map((phenomenon, i) => ({
      kit: kit.id,
      phenomenon,
      channel: '',
      time: NOON,
      value: believable({ id: kit.id, site: { ...kit.site, ailment: 'drifting' } }, phenomenon, NOON) ?? i,
      flags: 0,
    }));
    const found = protocol(dialect)
      .encode(readings, { kit: kit.id, externalId })
      .flatMap(({ topic, payload }) => decodedFrom(dialect, { topic, payload: payload.toString() }, kit.id));
    const said = Object.fromEntries(found.map(({ phenomenon, value }) => [phenomenon, value]));
    expect(said).toEqual(Object.fromEntries(readings.map(({ phenomenon, value }) => [phenomenon, value])));
  }
});

test('airRohr kits post what they read now, with their own name and token', async () => {
  const district = kitsOf('airrohr');
  const warnings = await run(district, () => posted.length > 4);
  expect(warnings).toEqual([]);
  const signs = district.kits.map(({ id }) => `Basic ${btoa(`${id}:token of ${id}`)}`);
  expect([...new Set(posted.map(({ authorization }) => authorization))].sort()).toEqual(signs.sort());
  for (const { url, body } of posted) {
    const found = decodedFrom('airrohr', { topic: url, payload: body }, 'any');
    expect(found.length).toBeGreaterThan(1);
  }
});

test('kits connect again after the broker cut them off, and lose nothing of the day they tell', async () => {
  const district = { ...POBLENOU, kits: kitsOf('native').kits.slice(0, 1) };
  let cut = false;
  const times = () =>
    new Set(
      broker.taken.flatMap(({ payload }) => {
        const body = JSON.parse(payload) as { time: string } | { time: string }[];
        return (Array.isArray(body) ? body : [body]).map(({ time }) => time);
      }),
    );
  await run(district, () => {
    if (!cut && broker.taken.length > 2) {
      cut = true;
      broker.cut();
    }
    return times().size >= 288;
  });
  expect(cut).toBe(true);
});

test('a kit whose token is refused, and one without a way to send, are told once and hold up nobody', async () => {
  const [refused, without, good] = POBLENOU.kits.filter(({ fields }) => fields.dialect === 'native');
  if (refused === undefined || without === undefined || good === undefined) throw new Error('too few kits');
  const credentials = new Map([
    [refused.id, 'wrong'],
    [good.id, `token of ${good.id}`],
  ]);
  const district = { ...POBLENOU, kits: [refused, without, good] };
  const warnings = await run(district, () => broker.taken.length > 13, { credentials });
  expect(warnings).toHaveLength(2);
  expect(warnings).toContainEqual({ kit: without.id, dialect: 'native' });
  expect(warnings).toContainEqual({ kit: refused.id, code: 4 });
  expect(new Set(broker.taken.map(({ user }) => user))).toEqual(new Set([good.id]));
});
