import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

const KITS = 72;

/** Registers kits on a grid of about 1.2 by 1 km, as an administrator's script does. */
async function registerKits({ http, administrator }: Program): Promise<void> {
  for (let i = 0; i < KITS; i++) {
    const position = { lat: 41.4 + Math.floor(i / 9) * 0.0012, lon: 2.19 + (i % 9) * 0.0016 };
    const answer = await fetch(`${http}/api/v1/kits`, {
      method: 'POST',
      headers: { authorization: `Bearer ${administrator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Kit ${i}`, position }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  }
}

describe.skipIf(!HAS_CHROMIUM)('The map (skipped where /usr/bin/chromium is absent)', () => {
  let program: Program;
  let browser: Browser;
  let here: Visit;

  beforeAll(async () => {
    program = await startSuperilla();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end();
  });
  beforeEach(async () => {
    here = await visit(browser, program.http);
  });
  afterEach(async () => {
    expect(here.foreign).toEqual([]);
    expect(here.errors).toEqual([]);
    await here.close();
  });

  it('tells a maker what to do next while no kit is registered', async () => {
    const { page } = here;
    await page.goto(program.http);
    await page.getByRole('heading', { name: 'No kit is registered here yet' }).waitFor();
    await page.getByText('ask whoever runs this server for an invitation').waitFor();
    expect(await page.locator('.map').count()).toBe(0);
  });

  it('draws many kits that stand close together as one, which a keyboard opens', async () => {
    const { page } = here;
    await registerKits(program);
    await page.goto(program.http);
    const groups = page.locator('.pin-cluster');
    await groups.first().waitFor();
    const counts = await groups.locator('.pin-face > span:first-child').allTextContents();
    const alone = await page.locator('.pin-spot').count();
    expect(counts.map(Number).reduce((sum, n) => sum + n, alone)).toBe(KITS);
    expect(await page.locator('.kit-table tbody tr').count(), 'the table has every kit').toBe(KITS);
    await groups.first().focus();
    expect(await groups.first().getAttribute('aria-label')).toMatch(/^\d+ kits close together/);
    await page.keyboard.press('Enter');
    // Closer, fewer are in view: each has its own circle, and the focus is on one of those that were opened.
    await page.locator('.pin-kit:focus').waitFor();
    expect(await groups.count()).toBe(0);
  });

  it('stays in view while the table beside it scrolls', async () => {
    const { page } = here;
    await page.setViewportSize({ width: 1280, height: 850 });
    await page.goto(program.http);
    const map = page.locator('.map');
    await map.waitFor();
    const height = (await map.boundingBox())?.height ?? 0;
    expect(height).toBeGreaterThanOrEqual(0.6 * 850);
    await page.locator('.kit-table tbody tr').nth(40).scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(850);
  });
});
