import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../domain/receipt.ts';
import { connectKit, eventually, getJson, type Kit, listenReceipts, registerKit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

const run = promisify(execFile);

interface KitView {
  readonly latest: readonly {
    readonly phenomenon: string;
    readonly value: number;
    readonly flags: readonly string[];
  }[];
}

describe('from kit to screen', () => {
  let program: Program;
  let kit: Kit;
  let other: Kit;

  beforeAll(async () => {
    program = await startSuperilla();
    kit = await registerKit(program);
    other = await registerKit(program);
  });
  afterAll(() => program.end());

  const latest = (of: Kit) => getJson<KitView>(program, `/api/v1/kits/${of.id}`);

  /** Publishes one message and gives the receipt that answers it. */
  async function receiptFor(
    payload: string,
    topic = `kits/${kit.id}/readings`,
  ): Promise<Receipt | undefined> {
    const client = await connectKit(program, kit);
    const receipts = await listenReceipts(client, kit);
    await client.publishAsync(topic, payload, { qos: 1 });
    await eventually(
      async () => receipts.length,
      (n) => n > 0,
      2000,
    );
    await client.endAsync();
    return receipts[0];
  }

  it.skipIf(!existsSync('/usr/bin/mosquitto_pub'))(
    'mosquitto_pub with the credentials of a kit makes its value appear within two seconds',
    async () => {
      const { port } = new URL(program.mqtt);
      const begin = Date.now();
      await run('mosquitto_pub', [
        '-p',
        port,
        '-u',
        kit.username,
        '-P',
        kit.password,
        '-q',
        '1',
        '-t',
        `kits/${kit.id}/readings`,
        '-m',
        '{"pm2_5":12.5}',
      ]);
      const seen = await eventually(
        () => latest(kit),
        (view) => view.latest.some((r) => r.value === 12.5),
        2000,
      );
      expect(seen.latest).toMatchObject([{ phenomenon: 'pm2_5', value: 12.5, flags: ['time_assigned'] }]);
      expect(Date.now() - begin).toBeLessThan(2000);
    },
  );

  it('answers a good message with a receipt that says what was assumed', async () => {
    const receipt = await receiptFor('{"pm10":20}');
    expect(receipt).toMatchObject({ kit: kit.id, decoder: 'native/1', accepted: 1, rejected: 0 });
    expect(receipt?.assumptions[0]?.words).toBe('no time given: time of arrival');
  });

  it('refuses a wrong credential with CONNACK code 4 and disturbs nobody', async () => {
    await expect(
      connectAsync(program.mqtt, { username: kit.username, password: 'wrong', reconnectPeriod: 0 }),
    ).rejects.toMatchObject({ code: 4 });
  });

  it('acknowledges a publish to a foreign topic, keeps nothing of it, and explains it to the sender alone', async () => {
    const receipt = await receiptFor('{"pm2_5":99}', `kits/${other.id}/readings`);
    expect(receipt).toMatchObject({ accepted: 0, rejected: 1 });
    expect(receipt?.reasons[0]).toMatchObject({ code: 'foreign_topic', found: `kits/${other.id}/readings` });
    expect((await latest(other)).latest).toEqual([]);
    const { receipts } = await getJson<{ receipts: Receipt[] }>(program, `/api/v1/kits/${other.id}/receipts`);
    expect(receipts).toEqual([]);
  });

  it('refuses a bad value by its path and keeps the rest of the message', async () => {
    const receipt = await receiptFor('{"pm2_5":"high","temperature":21.5}');
    expect(receipt).toMatchObject({ accepted: 1, rejected: 1 });
    expect(receipt?.reasons[0]).toMatchObject({
      code: 'wrong_type',
      path: 'pm2_5',
      rule: 'The value is not a number.',
    });
  });

  it('keeps an unknown phenomenon under a name of its own and says so', async () => {
    const receipt = await receiptFor('{"soil_moisture":33}');
    expect(receipt).toMatchObject({ accepted: 1, rejected: 0 });
    expect(receipt?.assumptions.map((a) => a.words)).toContain(
      'not in the catalogue: kept as x_soil_moisture',
    );
    expect((await latest(kit)).latest.map((r) => r.phenomenon)).toContain('x_soil_moisture');
  });

  it('says that broken JSON is not JSON, and what would be right', async () => {
    const receipt = await receiptFor('{"pm2_5":');
    expect(receipt).toMatchObject({ accepted: 0, rejected: 1 });
    expect(receipt?.reasons[0]).toMatchObject({
      code: 'not_json',
      path: '',
      rule: 'The payload is not JSON.',
    });
    expect(receipt?.reasons[0]?.right).toContain('{"pm2_5": 12.3}');
  });

  it('sets a time too far ahead aside, and says so', async () => {
    const receipt = await receiptFor(
      JSON.stringify({ pm2_5: 1, time: new Date(Date.now() + 3_600_000).toISOString() }),
    );
    expect(receipt).toMatchObject({ accepted: 0, quarantined: 1 });
    expect(receipt?.reasons[0]?.code).toBe('time_ahead');
  });

  it('keeps its books to the reading', async () => {
    await program.command('export', '-o', '/dev/null');
    const text = await (await fetch(`${program.http}/metrics`)).text();
    const value = (name: string) =>
      Number(new RegExp(`^superilla_readings_${name} (\\d+)`, 'm').exec(text)?.[1]);
    const total =
      value('stored_total') +
      value('rejected_total') +
      value('duplicate_total') +
      value('quarantined_total') +
      value('pending');
    expect(value('received_total')).toBeGreaterThan(5);
    expect(value('received_total') + value('recovered_total')).toBe(total);
    expect(value('pending')).toBe(0);
  });

  it('ends the sessions of a kit whose token is revoked, at once', async () => {
    const revoked = await registerKit(program);
    const client = await connectKit(program, revoked);
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    expect((await program.command('kit', 'revoke', revoked.id)).code).toBe(0);
    await closed;
    await expect(connectKit(program, revoked)).rejects.toMatchObject({ code: 4 });
  });

  it('shows nothing private: neither exact positions nor raw payloads nor tokens', async () => {
    const hidden = await registerKit(program, '--lat', '41.40361', '--lon', '2.19472', '--precision', '250');
    const pages = [
      '/api/v1/kits',
      `/api/v1/kits/${hidden.id}`,
      '/api/v1/kits?format=geojson',
      `/api/v1/kits/${kit.id}/receipts`,
      '/metrics',
    ];
    for (const path of pages) {
      const text = await (await fetch(`${program.http}${path}`)).text();
      expect(text).not.toContain('41.40361');
      expect(text).not.toContain(kit.password);
      expect(text).not.toContain('high');
    }
  });
});
