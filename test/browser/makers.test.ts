import { AxeBuilder } from '@axe-core/playwright';
import { connectAsync } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectKit, getJson, type Kit, registerKit } from '../house/client.ts';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

const MINUTE = 60_000;

const CARD = [
  'sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2',
  ...Array.from({ length: 10 }, (_, n) => `42;SDS011;1;41.4;2.19;2026-01-01T00:0${n}:00;${5 + n};;;1.5;;`),
  '42;SDS011;1;41.4;2.19;2026-01-01T00:10:00;bad;;;1.5;;\n',
].join('\n');

/** Sends messages of a kit, a minute apart, the newest now. */
async function send(program: Program, kit: Kit, messages: readonly object[]): Promise<void> {
  const client = await connectKit(program, kit);
  for (const [i, message] of messages.entries()) {
    const time = new Date(Date.now() - (messages.length - 1 - i) * MINUTE).toISOString();
    await client.publishAsync(`kits/${kit.id}/readings`, JSON.stringify({ ...message, time }), { qos: 1 });
  }
  await client.endAsync();
}

async function grave(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

describe.skipIf(!HAS_CHROMIUM)(
  'The maker’s part of a kit’s page (skipped where /usr/bin/chromium is absent)',
  () => {
    let program: Program;
    let browser: Browser;
    let here: Visit;
    let kit: Kit;

    beforeAll(async () => {
      program = await startSuperilla({ env: { SUPERILLA_MQTT_OPEN_PORT: '0' } });
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
      await program?.end();
    });
    beforeEach(async () => {
      here = await visit(browser, program.http);
      kit = await registerKit(program);
    });
    afterEach(async () => {
      expect(here.foreign).toEqual([]);
      expect(here.errors).toEqual([]);
      await here.close();
    });

    const open = async (lang = 'en') => {
      await here.page.goto(`${program.http}/kits/${kit.id}?lang=${lang}`);
      await here.page.locator('#maker-token').fill(kit.password);
      await here.page.locator('.maker .secret button').click();
      await here.page.locator('.maker-part').first().waitFor();
    };

    it('opens for the kit’s password only, keeps it in the tab, and shows what stood in messages', async () => {
      await send(program, kit, [{ pm2_5: 'warm' }]);
      const { page } = here;
      await page.goto(`${program.http}/kits/${kit.id}`);
      await page.locator('.receipt-wrong').waitFor();
      expect(await page.locator('main').innerText()).not.toContain('warm');
      await page.getByLabel('Password of the kit').fill('guessed');
      await page.getByRole('button', { name: 'Open' }).click();
      await page.getByText('That is not the password of this kit.').waitFor();
      await page.getByLabel('Password of the kit').fill(kit.password);
      await page.keyboard.press('Enter');
      await page.locator('.receipt-wrong').getByText('warm').waitFor();
      expect(page.url()).not.toContain(kit.password);
      await page.reload();
      await page.locator('.maker-part').first().waitFor();
      await page.getByRole('button', { name: 'Forget the password' }).click();
      await page.getByLabel('Password of the kit').waitFor();
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
    });

    it('says what a name is, has the last day read again, and says what was lost', async () => {
      await send(program, kit, [
        { t_out: 68, pm2_5: 3 },
        { t_out: 50, pm2_5: 'x' },
      ]);
      const { page } = here;
      await open();
      await page
        .locator('.losses')
        .getByText(/In the last day: 2 messages, 3 values kept, 1 refused\./)
        .waitFor();
      expect(await page.locator('.losses [data-rule=wrong_type]').innerText()).toContain(
        'Once: The value is not',
      );
      const form = page.locator('.name-form[data-name=t_out]');
      await form.getByText('last value: 50').waitFor();
      await form.getByLabel('What it measures').selectOption('temperature');
      await form.getByLabel('Unit in which it is sent').selectOption('[degF]');
      await form.getByRole('button', { name: 'Save t_out' }).click();
      await page.getByText('Saved. New messages are read this way.').waitFor();
      await page.getByText('The catalogue knows every name').waitFor();
      await page.getByRole('button', { name: 'Read the last day again' }).click();
      await page.getByText(/Read again: 2 messages; 2 values kept/).waitFor();
      await page.locator('.value[data-phenomenon=temperature]').getByText('10.0\u00a0°C').waitFor();
      await page.getByRole('button', { name: 'Remove t_out' }).click();
      await form.waitFor();
    });

    it('tries a mapping on the last messages while it is written, and keeps it', async () => {
      await send(program, kit, [{ s: [{ v: 21.5 }] }]);
      const { page } = here;
      await open();
      await page.getByText('How its messages are read').click();
      const document = page.getByLabel('Document (JSON)');
      await document.fill('{"format": "json", "values": [');
      await page.getByText('This is not JSON yet').waitFor();
      const mapping = (at: string, unit: string) =>
        JSON.stringify({ format: 'json', values: [{ at, phenomenon: 'temperature', unit }] });
      await document.fill(mapping('s.v', 'hPa'));
      await page.locator('.faults').getByText('is no JSONPath').waitFor();
      expect(await page.locator('.faults li').count()).toBe(2);
      await document.fill(mapping('$.s[0].v', 'Cel'));
      await page.getByText('it finds 1 value in the last messages').waitFor();
      expect(await page.locator('.message [data-phenomenon=temperature]').innerText()).toMatch(
        /Temperature 21\.5\u00a0°C from \$\.s\[0\]\.v, time of arrival/,
      );
      await page.getByRole('button', { name: 'Save the document' }).click();
      await page.getByText('Saved. New messages are read this way.').waitFor();
      const { dialect } = await getJson<{ dialect: string }>(program, `/api/v1/kits/${kit.id}`);
      expect(dialect).toBe('mapping');
      await page.getByRole('button', { name: 'Remove the document' }).click();
      await page.getByText('The kit speaks the native dialect again.').waitFor();
    });

    it('says what a file would bring, and takes it in when told to', async () => {
      const { page } = here;
      await open();
      const choose = (name: string, content: string) =>
        page.setInputFiles('.upload input[type=file]', {
          name,
          mimeType: 'text/csv',
          buffer: Buffer.from(content),
        });
      await choose('hello.csv', 'hello\nworld\n');
      await page.getByText('No reader knows this file').waitFor();
      await choose('2026-01-01_sds011_sensor_42.csv', CARD);
      await page
        .locator('.upload-summary')
        .getByText(/11 rows, 21 readings, from 1 Jan 2026/)
        .waitFor();
      await page.locator('.upload-summary').getByText('21 values kept, 1 refused').waitFor();
      const readings = async () =>
        (await (await fetch(`${program.http}/api/v1/readings?kit=${kit.id}&format=csv`)).text())
          .trim()
          .split('\n');
      expect(await readings()).toHaveLength(1);
      await page.getByRole('button', { name: 'Take in' }).press('Enter');
      await page.getByText('Taken in: 21 values kept').waitFor();
      expect(await readings()).toHaveLength(22);
      await choose('2026-01-01_sds011_sensor_42.csv', CARD);
      await page.locator('.upload-summary').getByText('21 known already').waitFor();
      expect(await page.getByRole('button', { name: 'Take in' }).count()).toBe(0);
    });

    it('lets the administrator claim what is kept aside, and shows the credentials of the new kit', async () => {
      const stranger = await connectAsync(program.openMqtt ?? '', { reconnectPeriod: 0 });
      const body = { data: [{ recorded_at: '2026-03-01T12:00:00Z', sensors: [{ id: 55, value: 21.5 }] }] };
      await stranger.publishAsync('device/sck/c0ffee/readings', JSON.stringify(body), { qos: 1 });
      await stranger.endAsync();
      const { page } = here;
      await page.goto(`${program.http}/quarantine`);
      await page.getByLabel('Token of the administrator').fill('guessed');
      await page.getByRole('button', { name: 'Open' }).click();
      await page.getByText('That is not the token of the administrator.').waitFor();
      await page.getByLabel('Token of the administrator').fill(program.administrator);
      await page.keyboard.press('Enter');
      const sender = page.locator('.sender[data-device=c0ffee]');
      await sender.getByRole('button', { name: 'Show the messages' }).click();
      await sender.locator('.raw').getByText('2026-03-01T12:00:00Z').waitFor();
      await sender.getByRole('button', { name: 'Claim' }).click();
      await sender.getByRole('button', { name: 'Take them in' }).click();
      await sender.getByText('give the new one a name').waitFor();
      expect(await grave(page)).toEqual([]);
      await sender.getByLabel('Name of the kit').fill('Coffee');
      await sender.getByRole('button', { name: 'Take them in' }).click();
      await page
        .locator('.claimed:focus')
        .getByText('Taken in as those of coffee: 1 message, 1 value kept')
        .waitFor();
      expect(await page.locator('.claimed .copyable').count()).toBe(2);
      await page.getByText('Nothing is kept aside.').waitFor();
    });

    it('keeps a note on a period for everybody to read, and takes it back', async () => {
      const { page } = here;
      await open();
      await page.getByLabel('What it was').selectOption('building_site');
      await page.locator('#annotate-from').fill('2026-02-14T19:00');
      await page.locator('#annotate-to').fill('2026-02-14T18:00');
      await page.getByRole('button', { name: 'Publish the note' }).click();
      await page.getByRole('alert').getByText('The end must come after the beginning.').waitFor();
      await page.locator('#annotate-to:focus').fill('2026-02-14T22:00');
      await page.locator('#annotate-note').fill('Carrer de Pallars');
      await page.keyboard.press('Enter');
      await page.getByText('The note is public.').waitFor();
      const path = `/api/v1/kits/${kit.id}/annotations`;
      const { annotations } = await getJson<{ annotations: object[] }>(program, path);
      expect(annotations).toMatchObject([{ kind: 'building_site', note: 'Carrer de Pallars' }]);
      await page.getByRole('button', { name: /^Remove: Building site nearby, 14 Feb/ }).click();
      await page.locator('h4:focus').waitFor();
      await page.getByText('Nothing is noted yet.').waitFor();
      expect(await getJson(program, path)).toEqual({ annotations: [] });
    });

    it('has no serious fault of accessibility and fits a screen of 320 px, in every language', async () => {
      await send(program, kit, [{ a_rather_long_name_of_a_quantity_that_nobody_knows: 1 }]);
      const { page } = here;
      await page.setViewportSize({ width: 320, height: 640 });
      await open('en');
      for (const lang of ['ca', 'es', 'en']) {
        await page.goto(`${program.http}/kits/${kit.id}?lang=${lang}`);
        await page.locator('.name-form').waitFor();
        for (const summary of await page.locator('.maker-part > summary, .losses summary').all())
          await summary.click();
        await page.locator('.message').first().waitFor();
        const width = await page.locator('html').evaluate((html) => html.scrollWidth);
        expect(width, lang).toBeLessThanOrEqual(320);
      }
      expect(await grave(page)).toEqual([]);
    });
  },
);
