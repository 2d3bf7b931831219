import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kit, registerKit } from '../house/client.ts';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Hours of readings, every five minutes, up to now: the noise day of yesterday is whole at any time of day. */
const HOURS = 56;

/** A kit's readings: particles of 20 µg/m³ in damp air, a value that no sensor of its model gives, and 60 dBA, as energy always the same. */
function readings(): object[] {
  const now = Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE;
  return Array.from({ length: (HOURS * HOUR) / (5 * MINUTE) }, (_, i) => {
    const time = new Date(now - i * 5 * MINUTE).toISOString();
    const wobble = (i % 5) / 10;
    const pm2_5 = i === 30 ? 3000 : 20 + wobble;
    return { time, pm2_5, pm10: 30 + wobble, humidity: 60 + wobble, noise_laeq: 60 };
  });
}

async function send({ http }: Program, kit: Kit): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${kit.username}:${kit.password}`).toString('base64')}`;
  const list = readings();
  for (let at = 0; at < list.length; at += 300) {
    const answer = await fetch(`${http}/kits/${kit.id}/readings`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(list.slice(at, at + 300)),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

describe.skipIf(!HAS_CHROMIUM)(
  'What numbers of a kit stand on (skipped where /usr/bin/chromium is absent)',
  () => {
    let program: Program;
    let browser: Browser;
    let here: Visit;
    let kit: Kit;

    beforeAll(async () => {
      program = await startSuperilla();
      browser = await launch();
      kit = await registerKit(program, '--model', 'smart-citizen-2-1', '--dialect', 'native');
      await send(program, kit);
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

    it('is said of its index: the hour, what is missing, what was corrected and ±', async () => {
      const { page } = here;
      await page.goto(`${program.http}/kits/${kit.id}`);
      const card = page.locator('.index-card');
      await card.locator('.index-words').first().getByText('Fair').waitFor();
      await card.locator('[data-part=pm2_5]').first().getByText('±').waitFor();
      const words = await card.innerText();
      expect(words).toMatch(/hour from .*\d\d:00 to \d\d:00/);
      expect(words).toContain('PM index only');
      expect(words).toMatch(
        /Particles PM2\.5: Fair, [\d.]+\s±\s[\d.]+\sµg\/m³ · Mean of the hour; corrected: EPA/,
      );
      expect(words).toMatch(/Not measured: Nitrogen dioxide, Ozone, Sulphur dioxide/);
    });

    it('is said of its noise by day, evening and night, as energy and as an indication', async () => {
      const { page } = here;
      await page.goto(`${program.http}/kits/${kit.id}`);
      const card = page.locator('.noise-card');
      await card.scrollIntoViewIfNeeded();
      const day = card.locator('[data-period=day] td').first();
      await day.getByText('60.0\u00a0dBA').waitFor();
      expect(await day.innerText()).toContain('busy street');
      expect(await card.innerText()).toContain('Indicative.');
    });

    it('is said in the chart: doubtful times by shape and reason, raw beside corrected, the same in the table', async () => {
      const { page } = here;
      await page.goto(`${program.http}/kits/${kit.id}`);
      const chart = page.locator('.chart[data-flagged="1"]');
      await chart.waitFor();
      await page.locator('.chart-flags').getByText('outside the plausible range (1)').waitFor();
      await page.locator('.chart-key').getByText('bad values').waitFor();
      await page.getByText('Both', { exact: true }).click();
      await page.locator('.chart-key').getByText('mean, corrected').waitFor();
      await page.getByRole('button', { name: 'Show as table' }).click();
      const heads = await page.locator('.history .chart-table thead').innerText();
      for (const head of ['Mean, corrected', 'Doubtful', 'Bad']) expect(heads).toContain(head);
    });

    it('fits a narrow phone and has no serious fault of accessibility', async () => {
      const { page } = here;
      await page.goto(`${program.http}/kits/${kit.id}?lang=ca`);
      await page.locator('.year-card').scrollIntoViewIfNeeded();
      await page.locator('.standard').first().waitFor();
      const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(tooWide)).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id }) => id)).toEqual([]);
    });
  },
);
