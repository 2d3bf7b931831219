import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectKit, type Kit, registerKit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

const MARCH = '2026-03-01T12:00:00Z';
const SDS =
  'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n' +
  Array.from(
    { length: 60 },
    (_, n) => `42;SDS011;1;41.4;2.19;2026-01-01T00:${String(n).padStart(2, '0')}:00;${5 + n / 10};;;1.5;;\n`,
  ).join('');

let program: Program;
let administrator: string;
beforeAll(async () => {
  program = await startSuperilla({
    env: { SUPERILLA_MQTT_OPEN_PORT: '0', SUPERILLA_OPEN_DOORS: 'airrohr' },
  });
  administrator = program.administrator;
});
afterAll(() => program.end());

async function command<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await program.command(...args, '--json');
  if (code !== 0 && code !== 5) throw new Error(`${args.join(' ')}: ${code} ${stderr}`);
  return JSON.parse(stdout) as T;
}

async function readings(kit: string): Promise<string[]> {
  const answer = await fetch(`${program.http}/api/v1/readings?kit=${kit}&format=csv`);
  const lines = (await answer.text()).trim().split('\n').slice(1);
  return lines.map((line) => line.split(',').slice(0, 5).join(','));
}

interface Sender {
  readonly dialect: string;
  readonly device: string;
  readonly messages: number;
}
interface Entered {
  readonly messages: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly refusals: Record<string, number>;
}

describe('messages of senders that nobody knows', () => {
  it('wait for a day and are taken in with their times when somebody claims them, headers and all, over a kill', async () => {
    const client = await connectAsync(program.openMqtt ?? '');
    const body = { data: [{ recorded_at: MARCH, sensors: [{ id: 55, value: 21.5 }] }] };
    await client.publishAsync('device/sck/c0ffee/readings', JSON.stringify(body), { qos: 1 });
    await client.endAsync();
    const push = await fetch(`${program.http}/v1/push-sensor-data/`, {
      method: 'POST',
      headers: { 'X-Sensor': 'esp8266-77', 'X-Pin': '1' },
      body: JSON.stringify({ sensordatavalues: [{ value_type: 'P2', value: '7.25' }] }),
    });
    expect(push.status).toBe(201);
    await program.kill();
    program = await startSuperilla({
      data: program.data,
      env: { SUPERILLA_MQTT_OPEN_PORT: '0', SUPERILLA_OPEN_DOORS: 'airrohr' },
    });
    await expect.poll(() => command<Sender[]>('quarantine', 'list'), { timeout: 10_000 }).toHaveLength(2);
    const senders = await command<Sender[]>('quarantine', 'list');
    expect(senders.map(({ dialect, device }) => `${dialect} ${device}`).sort()).toEqual([
      'airrohr 77',
      'smart-citizen c0ffee',
    ]);
    const of = ['--dialect', 'smart-citizen', '--device', 'c0ffee', '--name', 'Coffee', '--open'];
    const claimed = await command<{ kit: string; entered: Entered }>('quarantine', 'claim', ...of);
    expect(claimed.entered).toMatchObject({ messages: 1, accepted: 1, refusals: {} });
    expect(await readings(claimed.kit)).toEqual(['2026-03-01T12:00:00.000Z,coffee,temperature,,21.5']);
    const second = ['--dialect', 'airrohr', '--device', '77', '--name', 'Fina', '--open'];
    const pushed = await command<{ kit: string }>('quarantine', 'claim', ...second);
    expect((await readings(pushed.kit))[0]).toMatch(/,fina,pm2_5,,7\.25$/);
    expect(await command<Sender[]>('quarantine', 'list')).toEqual([]);
  });

  it('are shown to the administrator only', async () => {
    const asked = ['/api/v1/quarantine', '/api/v1/quarantine/messages?topic=x'];
    for (const path of asked) expect((await fetch(program.http + path)).status).toBe(401);
  });
});

describe('messages of a kit whose names got a meaning', () => {
  it('are decoded again from the archive, once', async () => {
    const kit = await registerKit(program);
    const client = await connectKit(program, kit);
    const topic = `kits/${kit.id}/readings`;
    for (const t of [68, 50])
      await client.publishAsync(topic, JSON.stringify({ t_out: t, pm2_5: 3, time: MARCH }), { qos: 1 });
    await client.publishAsync(topic, JSON.stringify({ t_out: 32 }), { qos: 1 });
    await client.endAsync();
    const changed = await fetch(`${program.http}/api/v1/kits/${kit.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${administrator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ meanings: { t_out: { phenomenon: 'temperature', unit: '°F' } } }),
    });
    expect(changed.status).toBe(200);
    await expect.poll(() => readings(kit.id), { timeout: 10_000 }).toHaveLength(3);
    const before = await readings(kit.id);
    const first = await command<Entered>('redecode', '--kit', kit.id);
    // The second message is in conflict with the first: the same time, another value.
    expect(first).toMatchObject({ messages: 3, accepted: 2, duplicates: 2, refusals: { conflict: 1 } });
    const after = await readings(kit.id);
    const untimed = before.find((line) => line.endsWith(',x_t_out,,32'))?.split(',')[0];
    expect(after.filter((line) => line.includes(',temperature,'))).toEqual([
      `2026-03-01T12:00:00.000Z,${kit.id},temperature,,20`,
      `${untimed},${kit.id},temperature,,0`,
    ]);
    const again = await command<Entered>('redecode', '--kit', kit.id);
    expect(again).toMatchObject({ messages: 3, accepted: 0, refusals: { conflict: 1 } });
    expect(await readings(kit.id)).toEqual(after);
  });
});

describe('a file of readings', () => {
  let kit: Kit;
  let file: string;
  beforeAll(async () => {
    kit = await registerKit(program, '--id', 'cards');
    file = join(program.data, '2026-01-01_sds011_sensor_42.csv');
    writeFileSync(file, SDS);
  });

  it('is looked at first, taken in then, and changes nothing the second time', async () => {
    const upload = (...more: string[]) => command<Entered[]>('upload', file, '--kit', kit.id, ...more);
    expect(await upload()).toMatchObject([
      { rows: 60, readings: 120, accepted: 120, duplicates: 0, from: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(await readings(kit.id)).toEqual([]);
    expect(await upload('--apply')).toMatchObject([{ accepted: 120, duplicates: 0, refusals: {} }]);
    expect(await readings(kit.id)).toHaveLength(120);
    expect(await upload()).toMatchObject([{ accepted: 0, duplicates: 120 }]);
    expect(await upload('--apply')).toMatchObject([{ accepted: 0, duplicates: 120, refusals: {} }]);
    expect(await readings(kit.id)).toHaveLength(120);
  });

  it('that says something else of the same times is refused where it does, and says so beforehand', async () => {
    writeFileSync(file, SDS.replace(';5;;;1.5;', ';99;;;1.5;').replace(';5.1;', ';none;'));
    for (const more of [[], ['--apply']])
      expect(await command<Entered[]>('upload', file, '--kit', kit.id, ...more)).toMatchObject([
        { accepted: 0, duplicates: 118, missing: 1, refusals: { conflict: 1 } },
      ]);
  });

  it('is taken over HTTP from the kit itself, and from nobody else', async () => {
    const other = await registerKit(program, '--id', 'others');
    const post = (headers: Record<string, string>) =>
      fetch(`${program.http}/api/v1/kits/${kit.id}/uploads?file=a.csv&dry=true`, {
        method: 'POST',
        headers,
        body: SDS,
      });
    const basic = ({ username, password }: Kit) => ({
      authorization: `Basic ${btoa(`${username}:${password}`)}`,
    });
    expect((await post({})).status).toBe(401);
    expect((await post(basic(other))).status).toBe(403);
    expect(await (await post(basic(kit))).json()).toMatchObject({ dry: true, rows: 60, duplicates: 120 });
  });

  it('that no reader knows is refused in words', async () => {
    writeFileSync(file, 'hello\nworld\n');
    const { code, stderr } = await program.command('upload', file, '--kit', kit.id);
    expect([code, stderr]).toEqual([3, expect.stringContaining('No reader knows this file')]);
  });
});
