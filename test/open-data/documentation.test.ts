import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from './server.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly schema: Record<string, unknown> }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly schema: object }> }>
  >;
}

interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>>;
  readonly components: { readonly schemas: Record<string, object> };
}

let server: TestServer;
let document: Document;
let operations: { readonly name: string; readonly operation: Operation }[];

beforeAll(async () => {
  server = await openServer();
  document = (await server.app.inject('/openapi.json')).json();
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, operation }];
    }),
  );
});
afterAll(() => server.close());

test('docs/API.md and the server have the same routes', () => {
  const text = readFileSync(new URL('../../docs/API.md', import.meta.url), 'utf8');
  const cells = text.split('\n').filter((line) => line.startsWith('| `'));
  const documented = cells
    .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([A-Z]+) (\/[^`]*)`/g)])
    .map(([, method, path]) => `${method} /api/v1${path}`);
  const outside = [...text.matchAll(/`(\/(?:healthz|readyz|metrics))`/g)].map(([, path]) => `GET ${path}`);
  expect([...documented, ...outside].sort()).toEqual(operations.map(({ name }) => name).sort());
});

test('the document is OpenAPI 3.1 and every reference in it leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0');
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '');
  expect(refs.length).toBeGreaterThan(50);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(refs)].filter((ref) => !known.includes(ref))).toEqual([]);
  expect(known.filter((name) => !refs.includes(name))).toEqual([]);
});

test('what an answer holds has a name in the document', () => {
  const names = Object.keys(document.components.schemas);
  for (const name of [
    'Kit',
    'KitDetail',
    'Reading',
    'KitReading',
    'Problem',
    'Series',
    'Latest',
    'Project',
    'Receipt',
  ])
    expect(names).toContain(name);
});

test('every route has a summary, a known tag, answers with schemas, and problems', () => {
  const tags = document.tags.map(({ name }) => name);
  for (const { name, operation } of operations) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w/)]);
    expect([name, tags]).toEqual([name, expect.arrayContaining([...(operation.tags ?? ['none'])])]);
    const { responses } = operation;
    const [status] = Object.keys(responses);
    const isWhole =
      status === '204' ||
      Object.values(responses[status ?? '']?.content ?? {}).every(
        ({ schema }) => Object.keys(schema).length > 0,
      );
    expect([name, isWhole]).toEqual([name, true]);
    if (name.includes('/api/v1'))
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(['4XX', '5XX'])]);
  }
});

test('every parameter says what it takes', () => {
  for (const { name, operation } of operations)
    for (const parameter of operation.parameters ?? [])
      expect([name, parameter.name, Object.keys(parameter.schema).length > 0]).toEqual([
        name,
        parameter.name,
        true,
      ]);
});

test('routes say whose credential they want: the administrator’s, the kit’s own as well, or none', () => {
  const own = /\/kits\/\{id\}\/(setup|mapping|meanings|redecode|uploads|calibrations|annotations)/;
  for (const { name, operation } of operations) {
    const closed =
      name.includes('/quarantine') || (!name.startsWith('GET') && !name.includes('/invitations/'));
    const [admin, kit] = [{ administrator: [] }, { kit: [] }];
    const isPublic = name === 'GET /api/v1/kits/{id}/annotations';
    const wanted = own.test(name) && !isPublic ? [kit, admin] : closed ? [admin] : undefined;
    // Receipts show more to who proves to be somebody.
    if (!name.endsWith('/receipts')) expect([name, operation.security]).toEqual([name, wanted]);
  }
});

test('the documentation can be browsed, and loads nothing from elsewhere', async () => {
  const page = await server.app.inject('/docs');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).not.toMatch(/https?:/);
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
});
