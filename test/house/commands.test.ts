import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getJson } from './client.ts';
import { type Program, runCommand, startSuperilla } from './program.ts';

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [2.19, 41.4],
      [2.2, 41.4],
      [2.2, 41.41],
      [2.19, 41.41],
      [2.19, 41.4],
    ],
  ],
};

describe('commands without a running server', () => {
  let data: string;
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'superilla-'));
  });
  afterAll(() => rmSync(data, { recursive: true }));

  const superilla = (...args: string[]) => runCommand(data, args);

  it('work on the folder themselves', async () => {
    const made = await superilla('kit', 'register', '--name', 'Terrassa de la Mercè', '--json');
    expect(made.code).toBe(0);
    const { kit, credentials, topics } = JSON.parse(made.stdout);
    expect(kit.id).toBe('terrassa-de-la-merce');
    expect(credentials).toEqual({ username: kit.id, password: expect.stringMatching(/^[a-z2-7]{26}$/) });
    expect(topics.readings).toBe(`kits/${kit.id}/readings`);
    const listed = await superilla('kit', 'list', '--json');
    expect(JSON.parse(listed.stdout).kits).toHaveLength(1);
  });

  it('send archives through a broker of their own and export what came', async () => {
    const file = join(data, 'archive.csv');
    writeFileSync(
      file,
      'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n42;SDS011;1;41.4;2.19;2026-01-01T00:00:00;5.37;;;1.73;;\n',
    );
    expect((await superilla('replay', file)).code).toBe(0);
    const { stdout } = await superilla('export', '--phenomenon', 'pm10');
    expect(stdout.split('\n')[1]).toMatch(
      /^2026-01-01T00:00:00\.000Z,sensor-community-42,pm10,,5\.37,ug\/m3,,/,
    );
  });

  it('refuse in words, with a code that scripts can tell apart', async () => {
    const missing = await superilla('kit', 'show', 'nobody');
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('nobody')]);
    const wrong = await superilla('kit', 'register');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--name')]);
    const setting = await runCommand(data, ['kit', 'list'], { SUPERILLA_HTTP_PORT: 'x' });
    expect([setting.code, setting.stderr]).toEqual([
      2,
      expect.stringContaining('SUPERILLA_HTTP_PORT="x" is not accepted: a port number'),
    ]);
  });

  it('doctor finds a port that is taken and says which setting changes it', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const sick = await runCommand(data, ['doctor', '--json'], { SUPERILLA_MQTT_PORT: String(port) });
    expect(sick.code).toBe(1);
    const findings = JSON.parse(sick.stdout).findings as { about: string; state: string; advice?: string }[];
    expect(findings.find((f) => f.state === 'bad')).toMatchObject({
      about: 'MQTT port',
      advice: expect.stringContaining('SUPERILLA_MQTT_PORT'),
    });
    const start = await runCommand(data, ['up'], { SUPERILLA_MQTT_PORT: String(port) });
    expect([start.code, start.stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
    blocker.close();
    expect((await superilla('doctor')).code).toBe(0);
  });
});

describe('commands beside a running server', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startSuperilla();
  });
  afterAll(() => program.end());

  it('keep projects and places, and find kits in them', async () => {
    expect(
      (
        await program.command(
          'project',
          'add',
          'aire-poblenou',
          '--name',
          'Aire Poblenou',
          '--organisation',
          'veins',
        )
      ).code,
    ).toBe(0);
    const file = join(program.data, 'places.geojson');
    const feature = { type: 'Feature', properties: { nom: 'El Poblenou' }, geometry: SQUARE };
    const broken = { type: 'Feature', properties: { nom: 'Enlloc' }, geometry: null };
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature, broken] }));
    const imported = await program.command(
      'place',
      'import',
      file,
      '--name',
      'nom',
      '--source',
      'drawn for a test',
      '--json',
    );
    expect(imported.code).toBe(5);
    expect(JSON.parse(imported.stdout)).toMatchObject({ imported: 1, refused: [{ index: 1 }] });
    const kit = ['--name', 'Balcó', '--project', 'aire-poblenou', '--lat', '41.405', '--lon', '2.195'];
    expect((await program.command('kit', 'register', ...kit)).code).toBe(0);
    const { kits } = await getJson<{ kits: { places: { name: string }[] }[] }>(
      program,
      '/api/v1/kits?project=aire-poblenou',
    );
    expect(kits[0]?.places[0]?.name).toBe('El Poblenou');
  });

  it('hand out invitations that open on the pages', async () => {
    const { stdout } = await program.command('invite', '--project', 'aire-poblenou', '--json');
    const { url, token } = JSON.parse(stdout) as { url: string; token: string };
    expect(url.startsWith(program.http)).toBe(true);
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    const invitation = await getJson<{ project: { id: string } }>(program, `/api/v1/invitations/${token}`);
    expect(invitation.project.id).toBe('aire-poblenou');
  });

  it('ask the administrator for a token over HTTP, and none over the socket', async () => {
    const body = JSON.stringify({ name: 'Stranger' });
    const post = (authorization?: string) =>
      fetch(`${program.http}/api/v1/kits`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
      });
    expect((await post()).status).toBe(401);
    expect((await post('Bearer wrong')).status).toBe(401);
    expect((await post(`Bearer ${program.administrator}`)).status).toBe(201);
  });

  it('refuse a second server on the same folder', async () => {
    const second = await program.command('up');
    expect([second.code, second.stderr]).toEqual([4, expect.stringContaining('already runs')]);
  });
});
