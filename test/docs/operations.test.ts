import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../app/config/schema.ts';
import { METRICS } from '../../app/metrics.ts';

const TEXT = readFileSync('docs/OPERATIONS.md', 'utf8');
const ROOMS = ['app', 'broker', 'ingest', 'journal', 'open-data', 'registry', 'stores', 'upkeep'];

/** Everything between backquotes, and the lines of code blocks. */
const CODE = [...TEXT.matchAll(/```[a-z]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
  ([, block, word]) => block ?? word ?? '',
);

function found(pattern: RegExp): string[] {
  const all = CODE.flatMap((code) => [...code.matchAll(pattern)].map(([whole, part]) => part ?? whole));
  return [...new Set(all)];
}

function sourceOf(room: string): string {
  return (readdirSync(room, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !/\.test(-kit)?\.ts$/.test(name))
    .map((name) => readFileSync(join(room, name), 'utf8'))
    .join('\n');
}

describe('docs/OPERATIONS.md', () => {
  it('names no metric that the program does not have', () => {
    const known = new Set(METRICS.map(({ name }) => name));
    const named = found(/\bsuperilla_[a-z_]+/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('names no setting that does not exist', () => {
    const known = new Set([...Object.keys(configSchema.shape), 'SUPERILLA_LONG']);
    const named = found(/\bSUPERILLA_[A-Z_]+/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('names no command that does not exist', () => {
    const commands = found(/(?<!-u |\S)superilla (?:--config \S+ )?([a-z]+)\b/gm);
    expect(commands).toEqual(expect.arrayContaining(['backup', 'restore', 'doctor']));
    for (const name of commands) {
      const file = join('app/cli/commands', `${name}.ts`);
      expect(existsSync(file) && readFileSync(file, 'utf8').includes(`new Command('${name}')`), name).toBe(
        true,
      );
    }
  });

  it('names no route that does not exist', () => {
    const routes = found(/(?:^|\s)(\/(?:healthz|readyz|metrics|mqtt|docs|api\/v1\/[a-z/]+))\b/gm);
    expect(routes).toEqual(expect.arrayContaining(['/readyz', '/healthz', '/metrics']));
    const source = ['open-data', 'broker', 'app'].map(sourceOf).join('\n');
    for (const route of routes) expect(source, route).toContain(`'${route.replace('/api/v1', '')}'`);
  });

  it('quotes what /readyz says as the program says it', () => {
    const source = ROOMS.map(sourceOf).join('\n');
    const quoted = [...TEXT.matchAll(/^\| “([^”]+)”/gm)].map(([, words]) => words ?? '');
    expect(quoted.length).toBeGreaterThan(12);
    for (const words of quoted) expect(source).toContain(words);
  });
});
