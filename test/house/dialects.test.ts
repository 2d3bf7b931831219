import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Kit as RegisteredKit } from '../../domain/kit.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { TAKEN, usualOf } from '../../protocols/cases.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { Protocol } from '../../protocols/contract.ts';
import { connectKit, eventually, type Kit } from './client.ts';
import {
  type Bearing,
  type KitView,
  post,
  publish,
  receiptFor,
  receiptsOf,
  registerByApi,
  retire,
  type Told,
  viewOf,
} from './dialects-client.ts';
import {
  fixturesOf,
  goodMessage,
  type Sent,
  type SentCase,
  sentBy,
  usualMessages,
  wayOf,
  waysOf,
} from './dialects-messages.ts';
import { type Program, startSuperilla } from './program.ts';

/** What clients of a platform read in its answer; any other dialect's clients read the status its door declares. */
const READ_BY_CLIENTS: Readonly<Record<string, readonly [status: number, body: string]>> = {
  'airgradient POST /sensors/:sensor/measures': [200, '{}'],
  'airrohr POST /v1/push-sensor-data/': [201, '{}'],
  'airrohr POST /write': [204, ''],
  'influx-line POST /write': [204, ''],
  'influx-line POST /api/v2/write': [204, ''],
  'opensensemap POST /boxes/:boxId/data': [201, '"Measurements saved in box"'],
  'opensensemap POST /boxes/:boxId/:sensorId': [201, '"Measurement saved in box"'],
  'sentilo PUT /data/:provider/:sensor': [200, ''],
  'thingsboard POST /api/v1/:accessToken/telemetry': [200, ''],
};

let program: Program;
/** Milliseconds from the first byte sent to everything on the kit's page, by dialect. */
const seenAfter: number[] = [];
const kits = new Map<string, Kit>();

beforeAll(async () => {
  program = await startSuperilla({ env: { SUPERILLA_MQTT_OPEN_PORT: '0' } });
});
afterAll(() => program.end());

/** The kit of a dialect with an identifier, registered when it is first asked for, or anew. */
async function kitOf(protocol: Protocol, fields: Partial<RegisteredKit>, anew = false): Promise<Kit> {
  const wanted = { dialect: protocol.id, ...fields };
  const key = `${wanted.dialect} ${wanted.externalId}`;
  const known = kits.get(key);
  if (known !== undefined && !anew) return known;
  if (known !== undefined) await retire(program, known);
  const made = await registerByApi(program, wanted);
  kits.set(key, made);
  return made;
}

/** The kit that `usual.json` describes. */
function usualKit(protocol: Protocol): Promise<Kit> {
  const { externalId } = usualOf(protocol.id).to;
  return kitOf(protocol, { externalId, mapping: usualOf(protocol.id).mapping });
}

/** A fixture with the kit that sends it, of which nothing else was heard yet. */
async function sending(protocol: Protocol, message: SentCase): Promise<{ as: Kit; own: SentCase }> {
  const { externalId, mapping: usual } = usualOf(protocol.id).to;
  const { timeZone, mapping = usual } = message.case.context;
  const fields = { externalId: message.externalId ?? externalId, timeZone, mapping };
  const as = await kitOf(protocol, fields, true);
  return { as, own: sentBy(as.id, message) };
}

/** Another identifier of the same form. */
function neighbour(externalId: string): string {
  return externalId.slice(0, -1) + (externalId.endsWith('0') ? '1' : '0');
}

/** The usual messages of another kit of the dialect; undefined where messages do not say whose they are. */
function foreignMessage(protocol: Protocol, kit: string): Sent | undefined {
  const { externalId, mapping } = usualOf(protocol.id).to;
  const to = { kit, externalId: neighbour(externalId), mapping };
  // The last one: the first may be an announcement on a topic that kits share.
  const own = usualMessages(protocol, { kit: 'own', externalId, mapping }, 0).at(-1);
  const foreign = usualMessages(protocol, to, 0).at(-1);
  const same = own?.topic === foreign?.topic && own?.payload.equals(foreign?.payload ?? Buffer.alloc(0));
  return same ? undefined : foreign;
}

async function sendAll(messages: readonly Sent[], as: Kit): Promise<void> {
  const mqtt = messages.filter(({ door }) => door === undefined);
  if (mqtt.length > 0) await publish(program, mqtt, as);
  for (const message of messages.filter(({ door }) => door !== undefined))
    expect(await post(program, message, { as })).toMatchObject({ receipt: { rejected: 0 } });
}

function expectAnswer(protocol: Protocol, message: Sent, told: Told): void {
  const declared = message.door?.answer(TAKEN);
  expect(told).toMatchObject({ status: declared?.status });
  const [status, body] = READ_BY_CLIENTS[`${protocol.id} ${wayOf(message)}`] ?? [told.status, told.body];
  expect(told).toMatchObject({ status, body });
}

/** Sends a message as the kit and looks at the answer. */
async function sendOne(protocol: Protocol, message: Sent, as: Kit): Promise<void> {
  if (message.door === undefined) await publish(program, [message], as);
  else expectAnswer(protocol, message, await post(program, message, { as }));
}

describe.each(PROTOCOLS)('a kit that speaks $id', (protocol) => {
  const usual = usualOf(protocol.id);
  const decoder = `${protocol.id}/${protocol.version}`;
  const fixtures = fixturesOf(protocol);

  it('shows every reading of its usual messages, in the right unit', async () => {
    const kit = await usualKit(protocol);
    const messages = usualMessages(protocol, { ...usual.to, kit: kit.id }, Date.now() - 60_000);
    const wanted = usual.readings.map(({ phenomenon, value, channel = '' }) => {
      const unit = phenomenonOf(phenomenon)?.unit ?? '';
      return expect.objectContaining({ phenomenon, channel, value, unit });
    });
    const begin = performance.now();
    await sendAll(messages, kit);
    const all = ({ latest }: KitView) => latest.length >= wanted.length;
    const { latest } = await eventually(() => viewOf(program, kit), all, 10_000);
    seenAfter.push(performance.now() - begin);
    expect(latest).toEqual(expect.arrayContaining(wanted));
    expect(latest).toHaveLength(wanted.length);
    const receipts = await receiptsOf(program, kit);
    expect(receipts.length).toBe(messages.length);
    for (const receipt of receipts) expect(receipt).toMatchObject({ decoder, rejected: 0, quarantined: 0 });
  });

  it.each(waysOf(protocol))('is answered on $way as its client expects', async ({ way, door }) => {
    const message = goodMessage(fixtures, door);
    if (message === undefined) throw new Error(`no fixture goes by ${way}`);
    const { as, own } = await sending(protocol, message);
    const receipt = await receiptFor(program, as, () => sendOne(protocol, own, as));
    const { accepted } = message;
    expect(receipt).toMatchObject({ decoder, accepted, rejected: 0, duplicates: 0, quarantined: 0 });
  });

  it('is refused with a wrong token, wherever it stands, and taken in with the right one', async () => {
    const wrongly = (kit: Kit) => ({ ...kit, password: `${kit.password.slice(0, -1)}_` });
    if (protocol.transports.includes('mqtt'))
      await expect(connectKit(program, wrongly(await usualKit(protocol)))).rejects.toMatchObject({ code: 4 });
    for (const door of protocol.doors) {
      const message = goodMessage(fixtures, door);
      if (message === undefined) continue;
      const { as, own } = await sending(protocol, message);
      const places: readonly Bearing[] = ['basic', 'prefix', ...(door.tokens ?? [])];
      for (const bearing of places) {
        const refused = await post(program, own, { as: wrongly(as), bearing });
        expect(refused.status, JSON.stringify(bearing)).toBe(401);
        expectAnswer(protocol, own, await post(program, own, { as, bearing }));
      }
      expect(JSON.stringify(await receiptsOf(program, as))).not.toContain(as.password);
    }
  });
});

describe.each(PROTOCOLS.filter((one) => foreignMessage(one, 'foreign') !== undefined))(
  'a kit that speaks $id and names another',
  (protocol) => {
    it('is refused, and nothing of it is filed under the other', async () => {
      const { externalId, mapping } = usualOf(protocol.id).to;
      const own = await usualKit(protocol);
      const other = await kitOf(protocol, { externalId: neighbour(externalId), mapping });
      const message = foreignMessage(protocol, other.id);
      if (message === undefined) throw new Error('there is none');
      const receipt = await receiptFor(program, own, async () => {
        if (message.door === undefined) await publish(program, [message], own);
        else expect((await post(program, message, { as: own })).status).toBe(400);
      });
      expect(receipt).toMatchObject({ accepted: 0, rejected: 1, reasons: [{ code: 'foreign_topic' }] });
      expect((await viewOf(program, other)).latest).toEqual([]);
      expect(await receiptsOf(program, other)).toEqual([]);
    });
  },
);

const NAMED = PROTOCOLS.flatMap((protocol) =>
  protocol.doors.flatMap((door) => {
    const message = fixturesOf(protocol).find(
      (one) => one.door === door && one.accepted > 0 && protocol.externalId(one.case.envelope) !== undefined,
    );
    const way = `${door.method} ${door.path}`;
    return message === undefined ? [] : [{ id: protocol.id, way, protocol, message }];
  }),
);

describe.each(NAMED)('a request of $id to $way', ({ protocol, message }) => {
  it('is refused from a kit that is not the one it names', async () => {
    const { externalId, mapping } = usualOf(protocol.id).to;
    const { as: victim, own: request } = await sending(protocol, message);
    const stranger = await kitOf(protocol, { externalId: neighbour(externalId), mapping });
    expect(await post(program, request, { as: stranger })).toMatchObject({
      status: 400,
      receipt: { accepted: 0, rejected: 1 },
    });
    expect((await viewOf(program, victim)).latest).toEqual([]);
    expect(await receiptsOf(program, victim)).toEqual([]);
  });
});

const PARTLY_BAD = PROTOCOLS.flatMap((protocol) => {
  const bad = fixturesOf(protocol).filter(
    ({ accepted, refused, retained }) => accepted > 0 && refused.some((path) => path !== '') && !retained,
  );
  return bad.slice(0, 1).map((message) => ({ id: protocol.id, protocol, message }));
});

describe.each(PARTLY_BAD)('a partly bad message of $id', ({ protocol, message }) => {
  it(`(${message.name}) keeps its good part, and the receipt names path and rule of the rest`, async () => {
    const { as, own } = await sending(protocol, message);
    const receipt = await receiptFor(program, as, () => sendOne(protocol, own, as));
    expect(receipt?.accepted).toBe(message.accepted);
    expect(receipt?.reasons.map(({ path }) => path)).toEqual(message.refused.slice(0, 20));
    for (const { rule, right } of receipt?.reasons ?? []) expect(rule && right).toMatch(/\.$/);
  });
});

describe('after all dialects', () => {
  it('the books balance', async () => {
    const metrics = async () => (await fetch(`${program.http}/metrics`)).text();
    const text = await eventually(metrics, (shown) => shown.includes('superilla_readings_pending 0\n'));
    const count = (name: string) =>
      Number(new RegExp(`^superilla_readings_${name} (\\d+)`, 'm').exec(text)?.[1]);
    const fates = ['stored_total', 'rejected_total', 'duplicate_total', 'quarantined_total', 'pending'];
    const total = fates.map(count).reduce((sum, n) => sum + n);
    expect(count('received_total')).toBeGreaterThan(PROTOCOLS.length * 5);
    expect(count('received_total') + count('recovered_total')).toBe(total);
    expect(count('quarantined_total')).toBe(0);
  });

  it('how soon its readings were seen is told, for every one of them', async ({ annotate }) => {
    const median = seenAfter.toSorted((a, b) => a - b)[Math.floor(seenAfter.length / 2)] ?? Number.NaN;
    await annotate(`median ${median.toFixed(0)} ms, longest ${Math.max(...seenAfter).toFixed(0)} ms`);
    expect(seenAfter).toHaveLength(PROTOCOLS.length);
  });
});
