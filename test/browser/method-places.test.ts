import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectKit, eventually, getJson, registerKit } from '../house/client.ts';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SQUARE = [
  [2.16, 41.37],
  [2.18, 41.37],
  [2.18, 41.39],
  [2.16, 41.39],
  [2.16, 41.37],
];

/** What axe finds grave in parts of the page, or in all of it. */
async function grave(page: Page, ...parts: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await parts.reduce((of, part) => of.include(part), axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

/** A place with a kit for each value, every kit with two whole hours. */
async function district(program: Program, values: readonly number[]): Promise<void> {
  await getJson(program, '/api/v1/places/raval', {
    method: 'PUT',
    headers: { authorization: `Bearer ${program.administrator}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'el Raval', kind: 'neighbourhood' },
      geometry: { type: 'Polygon', coordinates: [SQUARE] },
    }),
  });
  const start = Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR;
  for (const [n, pm2_5] of values.entries()) {
    const kit = await registerKit(program, '--id', `kit-${n}`, '--lat', '41.38', '--lon', '2.17');
    const client = await connectKit(program, kit);
    const list = Array.from({ length: 12 }, (_, k) => ({ time: start + k * 10 * MINUTE, pm2_5 }));
    await client.publishAsync(`kits/${kit.id}/readings`, JSON.stringify(list), { qos: 1 });
    await client.endAsync();
  }
  await eventually(
    () => getJson<{ phenomena: { kits: number }[] }>(program, '/api/v1/places/raval/summary'),
    ({ phenomena }) => phenomena[0]?.kits === values.length,
    15_000,
  );
}

describe.skipIf(!HAS_CHROMIUM)(
  'The pages of the method and of places (skipped where /usr/bin/chromium is absent)',
  () => {
    let program: Program;
    let browser: Browser;
    let here: Visit;

    beforeAll(async () => {
      program = await startSuperilla();
      browser = await launch();
      await district(program, [4, 12, 40]);
    });
    afterAll(async () => {
      await browser?.close();
      await program?.end();
    });
    beforeEach(async () => {
      here = await visit(browser, program.http, { viewport: { width: 320, height: 800 } });
    });
    afterEach(async () => {
      expect(here.foreign).toEqual([]);
      expect(here.errors).toEqual([]);
      await here.close();
    });

    const open = async (path: string) => {
      await here.page.goto(`${program.http}${path}`);
      await here.page.locator('main h2').first().waitFor();
    };
    const sideways = () => here.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

    it('lead to one check by its anchor, and fit a narrow screen', async () => {
      await open('/method?lang=en#check-spike');
      const spike = here.page.locator('#check-spike');
      await spike.waitFor();
      const top = await eventually(
        () => spike.evaluate((entry) => entry.getBoundingClientRect().top),
        (at) => Math.abs(at) < 100,
      );
      expect(Math.abs(top)).toBeLessThan(100);
      expect(await spike.textContent()).toContain('360');
      expect(await sideways()).toBeLessThanOrEqual(0);
    });

    it('lead from the contents to entries that are all there, in every language', async () => {
      for (const [lang, title] of [
        ['ca', 'Com surten els números'],
        ['es', 'Cómo salen los números'],
        ['en', 'How the numbers come about'],
      ] as const) {
        await open(`/method?lang=${lang}`);
        expect(await here.page.locator('h1').textContent()).toBe(title);
        const lost = await here.page
          .locator('.contents a')
          .evaluateAll((links) =>
            links.map((link) => link.getAttribute('href') ?? '').filter((to) => !document.querySelector(to)),
          );
        expect(lost).toEqual([]);
      }
      // One of each kind: the whole page takes axe half a minute.
      const parts = ['.contents', '#levels', '#check-spike', '#correction-kappa-koehler', '#index-eaqi-2024'];
      expect(await grave(here.page, ...parts)).toEqual([]);
    });

    it('say of a place how many kits stand behind its median, and list them', async () => {
      await open('/places?lang=en');
      await here.page.locator('a', { hasText: 'el Raval' }).click();
      await here.page.locator('.place-median').waitFor();
      expect(await here.page.locator('.place-median').textContent()).toBe(
        '12.0\u00a0µg/m³ in the middle of 3 kits (median); from 4.0\u00a0µg/m³ to 40.0\u00a0µg/m³.',
      );
      expect(await here.page.locator('main .summary').textContent()).toContain('Of 3 kits, 3 were heard');
      expect(await here.page.locator('.method-table tbody tr').count()).toBe(3);
      expect(await sideways()).toBeLessThanOrEqual(0);
      expect(await grave(here.page)).toEqual([]);
    });
  },
);
