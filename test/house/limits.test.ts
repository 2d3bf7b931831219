import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectKit, eventually, type Kit, listenReceipts, registerKit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

/** One metric's value. */
async function metric(program: Program, name: string): Promise<number> {
  const text = await (await fetch(`${program.http}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** Sends a message with the kit's credential to the door of airRohr kits. */
function post(program: Program, kit: Kit): Promise<Response> {
  const secret = Buffer.from(`${kit.username}:${kit.password}`).toString('base64');
  return fetch(`${program.http}/v1/push-sensor-data/`, {
    method: 'POST',
    headers: { authorization: `Basic ${secret}` },
    body: '{"sensordatavalues":[{"value_type":"SDS_P1","value":"1.87"}]}',
  });
}

describe('MQTT over WebSocket beside the pages', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startSuperilla();
  });
  afterAll(() => program.end());

  it('takes readings of a kit, answers with receipts, and does not keep the program from ending', async () => {
    const kit = await registerKit(program);
    const client = await connectAsync(`${program.http.replace('http', 'ws')}/mqtt`, {
      username: kit.username,
      password: kit.password,
      reconnectPeriod: 0,
    });
    const receipts = await listenReceipts(client, kit);
    await client.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":12.5}', { qos: 1 });
    await eventually(
      async () => receipts.length,
      (n) => n > 0,
    );
    expect(receipts).toMatchObject([{ accepted: 1, rejected: 0 }]);
    expect(receipts[0]).not.toHaveProperty('heldBackMs');
    const begin = Date.now();
    await program.stop();
    expect(Date.now() - begin).toBeLessThan(5_000);
  });
});

describe('a kit that sends faster than its rate', () => {
  let program: Program;
  beforeAll(async () => {
    const env = { SUPERILLA_RATE_MESSAGES: '10', SUPERILLA_RATE_MESSAGES_BURST: '5' };
    program = await startSuperilla({ env });
  });
  afterAll(() => program.end());

  it('is held back, loses nothing, and reads so in its receipts', async () => {
    const kit = await registerKit(program);
    const client = await connectKit(program, kit);
    const receipts = await listenReceipts(client, kit);
    const begin = Date.now();
    const sent = Array.from({ length: 20 }, (_, n) =>
      client.publishAsync(`kits/${kit.id}/readings`, `{"pm2_5":${n}}`, { qos: 1 }),
    );
    await Promise.all(sent);
    expect(Date.now() - begin).toBeGreaterThan(1_200);
    const accepted = () => receipts.reduce((sum, receipt) => sum + receipt.accepted, 0);
    expect(
      await eventually(
        async () => accepted(),
        (n) => n === 20,
      ),
    ).toBe(20);
    expect(receipts[0]).not.toHaveProperty('heldBackMs');
    expect(receipts.at(-1)?.heldBackMs).toBeGreaterThan(0);
    expect(await metric(program, 'superilla_rate_limited_total')).toBeGreaterThan(10);
    await client.endAsync();
  });

  it('is told by HTTP doors when to come again, and is taken in then', async () => {
    const kit = await registerKit(program);
    const first = await post(program, kit);
    expect(first.status).toBe(201);
    expect(first.headers.get('ratelimit-limit')).toBe('5');
    expect(first.headers.get('ratelimit-remaining')).toBe('4');
    expect(first.headers.get('ratelimit-reset')).toBe('1');
    const more = await Promise.all(Array.from({ length: 8 }, () => post(program, kit)));
    const late = more.find(({ status }) => status === 429);
    expect(late?.headers.get('retry-after')).toBe('1');
    expect(late?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await late?.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(more.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(4);
    await eventually(
      () => post(program, kit),
      ({ ok }) => ok,
      2_000,
    ).then(({ status }) => expect(status).toBeLessThan(300));
  });

  it('with a wrong credential is refused by HTTP doors, and stands in the log once', async () => {
    const kit = await registerKit(program);
    for (let n = 0; n < 3; n++) expect((await post(program, { ...kit, password: 'wrong' })).status).toBe(401);
    expect(program.log().match(/HTTP door: wrong credential/g)?.length).toBeLessThanOrEqual(2);
    expect(program.log()).toContain('HTTP door: wrong credential');
    expect(program.log()).not.toContain(kit.password);
  });

  it('has one rate over MQTT and HTTP, and other kits have theirs', async () => {
    const [kit, other] = [await registerKit(program), await registerKit(program)];
    const client = await connectKit(program, kit);
    for (let n = 0; n < 6; n++)
      await client.publishAsync(`kits/${kit.id}/readings`, `{"pm2_5":${n}}`, { qos: 1 });
    expect((await post(program, kit)).status).toBe(429);
    expect((await post(program, other)).status).toBe(201);
    await client.endAsync();
  });
});

describe('rotating with an overlap', () => {
  it('lets both tokens in until the kit is revoked', async () => {
    const program = await startSuperilla();
    try {
      const kit = await registerKit(program);
      const client = await connectKit(program, kit);
      const { stdout } = await program.command('kit', 'rotate', kit.id, '--overlap', '24h', '--json');
      const { credentials } = JSON.parse(stdout) as { credentials: { password: string } };
      expect(client.connected).toBe(true);
      const newer = await connectKit(program, { ...kit, password: credentials.password });
      const older = await connectKit(program, kit, { clientId: 'older' });
      await older.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":1}', { qos: 1 });
      expect((await program.command('kit', 'revoke', kit.id)).code).toBe(0);
      const all = [client, newer, older];
      expect(
        await eventually(
          async () => all.filter(({ connected }) => connected).length,
          (n) => n === 0,
        ),
      ).toBe(0);
      for (const password of [kit.password, credentials.password])
        await expect(connectKit(program, { ...kit, password })).rejects.toMatchObject({ code: 4 });
      const { code, stderr } = await program.command('kit', 'rotate', kit.id, '--overlap', '8d');
      expect([code === 0, stderr]).toEqual([false, expect.stringContaining('0 to 168')]);
    } finally {
      await program.end();
    }
  });
});
