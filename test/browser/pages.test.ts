import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, getJson } from '../house/client.ts';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

interface KitName {
  readonly id: string;
  readonly name: string;
  readonly position: unknown;
}

interface Reference {
  readonly kit: KitName;
  readonly project: string;
}

/** A kit of the demonstration that measures PM2.5, and a project. */
async function referenceOf(program: Program): Promise<Reference> {
  const { kits } = await eventually(
    () => getJson<{ kits: KitName[] }>(program, '/api/v1/kits?phenomenon=pm2_5'),
    (seen) => seen.kits.length > 0,
    20_000,
  );
  const { projects } = await getJson<{ projects: { id: string }[] }>(program, '/api/v1/projects');
  const kit = kits.find(({ position }) => position !== null);
  if (kit === undefined || projects[0] === undefined) throw new Error('no demonstration');
  return { kit, project: projects[0].id };
}

/** What the circles say to screen readers: "Name: fair, 9.7 µg/m³, 3 sec ago" → name and value. */
async function circles(page: Page): Promise<Map<string, string>> {
  const labels = await page
    .locator('.pin')
    .evaluateAll((pins) => pins.map((pin) => pin.getAttribute('aria-label') ?? ''));
  return new Map(
    labels.map((label) => {
      const [name = '', said = ''] = label.split(': ');
      return [name, /[\d.,]+\u00a0[^\s,]+/.exec(said)?.[0] ?? '–'];
    }),
  );
}

/** The same of the table. */
async function rows(page: Page): Promise<Map<string, string>> {
  const names = await page.locator('.kit-table tbody th a').allTextContents();
  const values = await page.locator('.kit-table tbody td.number').allTextContents();
  return new Map(names.map((name, i) => [name, values[i] ?? '']));
}

const sorted = (map: Map<string, string>) => [...map].sort(([a], [b]) => a.localeCompare(b));

/** Every page, by its address. */
const addresses = ({ kit, project }: Reference) => ({
  map: '/',
  kit: `/kits/${kit.id}`,
  projects: '/projects',
  project: `/projects/${project}`,
  about: '/about',
  quarantine: '/quarantine',
  'not found': '/nowhere',
});
type PageName = keyof ReturnType<typeof addresses>;
const PAGES: readonly PageName[] = ['map', 'kit', 'projects', 'project', 'about', 'quarantine', 'not found'];

describe.skipIf(!HAS_CHROMIUM)('The pages in Chromium (skipped where /usr/bin/chromium is absent)', () => {
  let program: Program;
  let browser: Browser;
  let reference: Reference;
  let here: Visit;

  beforeAll(async () => {
    program = await startSuperilla({ env: { SUPERILLA_DEMO: '1' } });
    browser = await launch();
    reference = await referenceOf(program);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end();
  });
  beforeEach(async () => {
    here = await visit(browser, program.http);
  });
  afterEach(async () => {
    expect(here.foreign, 'no request leaves the origin').toEqual([]);
    expect(here.errors, 'no script fails and nothing breaks the content policy').toEqual([]);
    await here.close();
  });

  const open = async (path: string) => {
    await here.page.goto(`${program.http}${path}`);
    await here.page.locator('main h1').waitFor();
    await here.page.locator('main:not(:has(.loading))').waitFor();
  };

  it('show the demonstration on the map, marked as such, and change values as they arrive', async () => {
    await open('/?phenomenon=pm2_5');
    await here.page.locator('.demo-banner').waitFor();
    await here.page.locator('.live-live').waitFor();
    await here.page.locator('.pin').first().waitFor();
    expect(await here.page.locator('.kit-table .badge').count()).toBeGreaterThan(10);
    const before = await rows(here.page);
    const after = await eventually(
      () => rows(here.page),
      (seen) => [...seen].some(([name, value]) => before.get(name) !== value),
      30_000,
    );
    expect(sorted(after)).not.toEqual(sorted(before));
  });

  it('say the same on the map and in the table', async () => {
    await open('/?phenomenon=pm2_5');
    await here.page.locator('.pin').first().waitFor();
    const both = async () => {
      const placed = await circles(here.page);
      const table = await rows(here.page);
      return { placed, table: new Map([...table].filter(([name]) => placed.has(name))) };
    };
    // A live frame may arrive between the two looks: then they are taken anew.
    const seen = await eventually(both, ({ placed, table }) => {
      return JSON.stringify(sorted(placed)) === JSON.stringify(sorted(table));
    });
    expect(sorted(seen.placed)).toEqual(sorted(seen.table));
    expect(seen.placed.size).toBeGreaterThan(10);
  });

  it('sort the table by its headings, and say so', async () => {
    await open('/?phenomenon=pm2_5');
    const names = () => here.page.locator('.kit-table tbody th a').allTextContents();
    await here.page.getByRole('button', { name: 'Kit', exact: true }).click();
    await here.page.locator('th.col-kit[aria-sort=ascending]').waitFor();
    const order = await names();
    expect(order).toEqual([...order].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
    await here.page.getByRole('button', { name: 'Kit', exact: true }).click();
    await here.page.locator('th.col-kit[aria-sort=descending]').waitFor();
    expect(await names()).toEqual(order.reverse());
  });

  it('remember the phenomenon in the address', async () => {
    await open('/');
    await here.page.locator('select').selectOption('noise_laeq');
    await here.page.waitForURL(/phenomenon=noise_laeq/);
    await here.page.locator('.legend').getByText('busy street').waitFor();
    await here.page.reload();
    await here.page.locator('select').waitFor();
    expect(await here.page.locator('select').inputValue()).toBe('noise_laeq');
  });

  it('let a keyboard reach a circle, open it with Enter, and come back with Escape', async () => {
    await open('/?phenomenon=pm2_5');
    await here.page.locator('.pin').first().waitFor();
    await here.page.keyboard.press('Tab');
    expect(await here.page.locator('.skip:focus').count(), 'the skip link comes first').toBe(1);
    const focused = () => here.page.locator('.pin:focus').count();
    for (let i = 0; i < 30 && (await focused()) === 0; i++) await here.page.keyboard.press('Tab');
    const label = (await here.page.locator('.pin:focus').getAttribute('aria-label')) ?? '';
    await here.page.keyboard.press('Enter');
    await here.page.locator('.panel').waitFor();
    expect(await here.page.locator('#panel-title:focus').count()).toBe(1);
    const title = await here.page.locator('#panel-title').textContent();
    expect(title).toContain(label.split(': ')[0]);
    await here.page.keyboard.press('Escape');
    expect(await here.page.locator('.pin:focus').getAttribute('aria-label')).toContain(label.split(': ')[0]);
    await here.page.keyboard.press('Enter');
    await here.page.locator('.panel a.button').press('Enter');
    await here.page.waitForURL(/\/kits\//);
  });

  it('draw a kit’s history, say it in words and show it as a table', async () => {
    await open(addresses(reference).kit);
    const chart = here.page.locator('.chart');
    await chart.locator('canvas').waitFor();
    expect(Number(await chart.getAttribute('data-points'))).toBeGreaterThan(10);
    const words = await here.page.locator('.chart-words').textContent();
    expect(words).toMatch(/lowest [\d.]+\u00a0µg\/m³ .* highest [\d.]+\u00a0µg\/m³/);
    await here.page.getByRole('button', { name: 'Show as table' }).click();
    const points = Number(await chart.getAttribute('data-points'));
    expect(await here.page.locator('.chart-table').first().locator('tbody tr').count()).toBe(points);
  });

  it('tell of a kit what it is, what was heard of it, and how its data may be used', async () => {
    await open(addresses(reference).kit);
    await here.page.locator('.receipt').first().waitFor();
    expect(await here.page.locator('.receipt').first().textContent()).toMatch(/values? kept/);
    expect(await here.page.locator('main a[rel=license]').count()).toBeGreaterThan(0);
    expect(await here.page.locator('.value .flags').first().textContent()).toContain('simulated');
    const href = await here.page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const csv = await (await fetch(`${program.http}${href}`)).text();
    expect(csv.split('\n').length).toBeGreaterThan(10);
    expect(csv).toContain(`,${reference.kit.id},`);
  });

  it('speak Catalan, Spanish and English, and remember which', async () => {
    await open('/about');
    expect(await here.page.locator('html').getAttribute('lang')).toBe('en');
    await here.page.getByRole('link', { name: 'Català' }).click();
    await here.page.getByRole('heading', { name: 'Què és això' }).waitFor();
    expect(await here.page.locator('html').getAttribute('lang')).toBe('ca');
    expect(await here.page.title()).toBe('Què és · Superilla');
    await here.page.getByRole('link', { name: 'Projectes' }).click();
    await here.page.getByRole('heading', { name: 'Projectes', level: 1 }).waitFor();
    await open('/about?lang=es');
    await here.page.getByRole('heading', { name: 'Qué es esto' }).waitFor();
  });

  it('lead from a project to its kits and its data', async () => {
    await open('/projects');
    await here.page.locator('.project a').first().click();
    await here.page.locator('.kit-table tbody tr').first().waitFor();
    const href = await here.page.getByRole('link', { name: 'NDJSON' }).getAttribute('href');
    const [first = ''] = (await (await fetch(`${program.http}${href}`)).text()).split('\n');
    expect(JSON.parse(first)).toMatchObject({ flags: expect.arrayContaining(['simulated']) });
    await here.page.locator('.kit-table tbody th a').first().click();
    await here.page.waitForURL(/\/kits\//);
  });

  it('say in words that there is nothing under an address', async () => {
    await open('/kits/there-is-no-such-kit');
    await here.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await open('/invite/there-is-no-such-invitation');
    await here.page.getByRole('alert').getByText('This invitation is not known').waitFor();
  });

  it.each(PAGES)('have no serious fault of accessibility: %s', async (name) => {
    await open(addresses(reference)[name]);
    const { violations } = await new AxeBuilder({ page: here.page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)).toEqual(
      [],
    );
  });

  it.each(PAGES)('fit a screen of 320 px without scrolling sideways: %s', async (name) => {
    await here.page.setViewportSize({ width: 320, height: 640 });
    for (const lang of ['ca', 'es', 'en']) {
      await open(`${addresses(reference)[name]}?lang=${lang}`);
      const width = await here.page.locator('html').evaluate((html) => html.scrollWidth);
      expect(width, lang).toBeLessThanOrEqual(320);
    }
  });
});
