import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectKit, getJson, type Kit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

const MAPPING = {
  topic: 'garden/{id}/state',
  format: 'json',
  values: [{ at: '$.air[0].t', phenomenon: 'temperature', unit: '°F' }],
};

let program: Program;
let kit: Kit;
beforeAll(async () => {
  program = await startSuperilla();
});
afterAll(() => program.end());

/** A file in the program's folder. */
function file(name: string, content: unknown): string {
  const path = join(program.data, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

async function command<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await program.command(...args, '--json');
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${stderr}`);
  return JSON.parse(stdout) as T;
}

interface Registered {
  readonly kit: { readonly id: string; readonly dialect: string };
  readonly credentials: { readonly username: string; readonly password: string };
  readonly topics: { readonly publish: readonly string[] };
}

describe('a kit that speaks no known dialect', () => {
  it('is registered with the document that says how it is read, and is read by it', async () => {
    const args = ['--name', 'Garden', '--external-id', 'g-1', '--mapping', file('garden.json', MAPPING)];
    const made = await command<Registered>('kit', 'register', ...args);
    expect(made.kit.dialect).toBe('mapping');
    expect(made.topics.publish).toContain('garden/g-1/state');
    kit = { id: made.kit.id, ...made.credentials };
    const client = await connectKit(program, kit);
    await client.publishAsync('garden/g-1/state', '{"air": [{"t": 212, "h": 40}]}', { qos: 1 });
    await client.endAsync();
    const { latest } = await getJson<{ latest: object[] }>(program, `/api/v1/kits/${kit.id}`);
    expect(latest).toMatchObject([{ phenomenon: 'temperature', value: 100 }]);
  });

  it('shows what another document would make of its last messages, and keeps it when told to', async () => {
    const values = [...MAPPING.values, { at: '$.air[0].h', phenomenon: 'humidity' }];
    const better = file('better.json', { ...MAPPING, values });
    const { stdout } = await program.command('kit', 'mapping', kit.id, better, '--try');
    expect(stdout).toMatch(
      /garden\/g-1\/state\n {2}temperature 100 Cel {2}from \$\.air\[0\]\.t, time of arrival/,
    );
    expect(stdout).toContain('  humidity 40 %  from $.air[0].h');
    const saved = await command<{ mapping: { values: object[] } }>('kit', 'mapping', kit.id, better);
    expect(saved.mapping.values).toHaveLength(2);
    expect(await command('redecode', '--kit', kit.id)).toMatchObject({ accepted: 1, duplicates: 1 });
  });

  it('is told everything that is wrong with a document', async () => {
    const values = [
      { at: 'air', phenomenon: 'temperature', unit: 'hPa' },
      { at: '$.h', phenomenon: 'humidity', unit: 'V' },
    ];
    const bad = file('bad.json', { ...MAPPING, values });
    for (const args of [['--try'], []]) {
      const { code, stderr } = await program.command('kit', 'mapping', kit.id, bad, ...args);
      expect([code, stderr]).toEqual([3, expect.stringMatching(/no JSONPath.*"hPa" is no unit.*"V" is no/s)]);
    }
    const { stderr } = await program.command('kit', 'meanings', kit.id, join(program.data, 'none.json'));
    expect(stderr).toContain('cannot be read');
  });

  it('is offered every dialect of the catalogue', async () => {
    const { dialects } = await getJson<{ dialects: { id: string }[] }>(program, '/api/v1/dialects');
    const { stdout } = await program.command('kit', 'register', '--help');
    for (const { id } of dialects) expect(stdout).toContain(`"${id}"`);
  });
});

describe('what was lost of a kit', () => {
  it('is counted once it is stored, by kit and by dialect', async () => {
    const client = await connectKit(program, kit);
    await client.publishAsync('garden/g-1/state', '{"air": [{"t": "warm"}]}', { qos: 1 });
    await client.endAsync();
    const losses = () =>
      getJson<{ lastDay: object; lastHeard: string }>(program, `/api/v1/kits/${kit.id}/losses`);
    await expect
      .poll(async () => (await losses()).lastDay, { timeout: 10_000 })
      .toMatchObject({ messages: 2, accepted: 1, rejected: 1, rules: { wrong_type: 1 } });
    expect(Date.now() - Date.parse((await losses()).lastHeard)).toBeLessThan(60_000);
    const metrics = await (await fetch(`${program.http}/metrics`)).text();
    expect(metrics).toContain('superilla_dialect_messages_total{dialect="mapping"} 2\n');
    expect(metrics).toContain('superilla_dialect_refused_total{dialect="mapping",rule="wrong_type"} 1\n');
  });
});
