import { AxeBuilder } from '@axe-core/playwright';
import { connectAsync } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getJson } from '../house/client.ts';
import { type Program, startSuperilla } from '../house/program.ts';
import { HAS_CHROMIUM, launch, type Visit, visit } from './chromium.ts';

const EXACT = { lat: '41.403612', lon: '2.194718' };

/** What stands beside a name among the things to copy. */
function copied(page: Page, name: string): Promise<string> {
  const line = page.locator('.copyable').filter({ hasText: name }).first();
  return line.locator('.copyable-text').innerText();
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the kit').fill(name);
  await page.getByLabel('Latitude').fill(EXACT.lat);
  await page.getByLabel('Longitude').fill(EXACT.lon);
  await page.getByLabel('A square of 250 m').check();
}

describe.skipIf(!HAS_CHROMIUM)('The maker’s page (skipped where /usr/bin/chromium is absent)', () => {
  let program: Program;
  let browser: Browser;
  let here: Visit;

  beforeAll(async () => {
    program = await startSuperilla({ env: { SUPERILLA_MQTT_OPEN_PORT: '0' } });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end();
  });
  beforeEach(async () => {
    here = await visit(browser, program.http, { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterEach(async () => {
    expect(here.foreign).toEqual([]);
    expect(here.errors).toEqual([]);
    await here.close();
  });

  const invited = async (): Promise<string> => {
    const { stdout, stderr, code } = await program.command('invite', '--note', 'Welcome, Marta', '--json');
    if (code !== 0) throw new Error(stderr);
    const { token } = JSON.parse(stdout) as { token: string };
    return `${program.http}/invite/${token}`;
  };

  it('takes a maker from the invitation to "heard" within two seconds of the first message', async () => {
    const { page } = here;
    const link = await invited();
    await page.goto(link);
    await page.getByText('Welcome, Marta').waitFor();
    await fillIn(page, 'Balcony on Pallars');
    const published = await page.locator('.published').innerText();
    expect(published).toContain('250 m');
    expect(published).not.toContain('41.40361');
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.getByRole('heading', { name: 'Balcony on Pallars is registered' }).waitFor();
    await page.locator('.listening-waiting').waitFor();
    const [username, password] = [await copied(page, 'User name'), await copied(page, 'Password')];
    await page.getByRole('button', { name: 'Copy Password' }).first().click();
    await page.getByText('Copied').first().waitFor();
    const client = await connectAsync(program.mqtt, { username, password, reconnectPeriod: 0 });
    await client.publishAsync(`kits/${username}/readings`, '{"pm2_5":12.5,"temperature":"warm"}', { qos: 1 });
    const acknowledged = Date.now();
    await page.locator('.listening-wrong').waitFor();
    expect(Date.now() - acknowledged).toBeLessThan(2000);
    await client.endAsync();
    expect(await page.locator('.listening-words').innerText()).toContain('1 value kept, 1 refused');
    // The kit's own credential shows the maker what stood in the message.
    expect(await page.locator('.reasons').first().innerText()).toMatch(
      /temperature: The value is not a number.*warm/s,
    );
    await page.getByRole('link', { name: 'See the kit’s page' }).click();
    await page.locator('.value[data-phenomenon=pm2_5]').getByText('12.5\u00a0µg/m³').waitFor();
    expect(
      await page.locator('main').innerText(),
      'what was refused stays between kit and maker',
    ).not.toContain('warm');
  });

  it('publishes the centre of the cell that the form showed, never the spot', async () => {
    const { page } = here;
    await page.goto(await invited());
    await fillIn(page, 'Terrace');
    const [lat = '', lon = ''] =
      /(-?[\d.]+), (-?[\d.]+)/.exec(await page.locator('.published').innerText())?.slice(1) ?? [];
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.locator('.listening').waitFor();
    const id = await copied(page, 'User name');
    const { position } = await getJson<{ position: { lat: number; lon: number } }>(
      program,
      `/api/v1/kits/${id}`,
    );
    expect([position.lat.toFixed(5), position.lon.toFixed(5)]).toEqual([lat, lon]);
  });

  it('takes a position clicked on the map', async () => {
    const { page } = here;
    await page.goto(await invited());
    await page.locator('.map-picker').click({ position: { x: 200, y: 120 } });
    expect(await page.getByLabel('Latitude').inputValue()).toMatch(/^41\.\d+$/);
    expect(await page.getByLabel('Longitude').inputValue()).toMatch(/^2\.\d+$/);
  });

  it('says in words what is missing, and takes the reader there', async () => {
    const { page } = here;
    await page.goto(await invited());
    await page.getByLabel('Model').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.locator('.notice-wrong:focus').getByText('Give the kit a name').waitFor();
    await page.locator('.notice-wrong').getByText('identifier of the device').waitFor();
    expect(await page.getByLabel('Name of the kit').getAttribute('aria-invalid')).toBe('true');
  });

  it('takes a kit whose firmware cannot send a password through the door that the operator opened', async () => {
    const { page } = here;
    await page.goto(await invited());
    const open = page.getByLabel('This firmware cannot send a password');
    expect(await open.isChecked()).toBe(false);
    await page.getByLabel('Model').selectOption('smart-citizen-2-1');
    expect(await open.isChecked()).toBe(true);
    await page.getByText('each of its readings is marked').waitFor();
    await page.getByLabel('Name of the kit').fill('School roof');
    await page.getByLabel('Identifier of the device').fill('ab12cd');
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.getByText('This kit needs no password').waitFor();
    const port = new URL(program.openMqtt ?? '').port;
    expect(await copied(page, 'mqttsrv')).toContain(`-port ${port}`);
    const client = await connectAsync(program.openMqtt ?? '', { reconnectPeriod: 0 });
    const readings = {
      data: [{ recorded_at: new Date().toISOString(), sensors: [{ id: 55, value: 21.5 }] }],
    };
    await client.publishAsync('device/sck/ab12cd/readings', JSON.stringify(readings), { qos: 1 });
    await page.locator('.listening-heard').waitFor();
    await client.endAsync();
    await page.getByRole('link', { name: 'See the kit’s page' }).click();
    await page.locator('.value .flags').getByText('sender not proved').waitFor();
  });

  it('says in words that the door for such a kit is closed', async () => {
    const closed = await startSuperilla();
    try {
      const { stdout } = await closed.command('invite', '--json');
      const { token } = JSON.parse(stdout) as { token: string };
      const there = await visit(browser, closed.http);
      await there.page.goto(`${closed.http}/invite/${token}`);
      await there.page.getByLabel('Model').selectOption('smart-citizen-2-1');
      await there.page.getByText('SUPERILLA_MQTT_OPEN_PORT').waitFor();
      expect(await there.page.getByLabel('This firmware cannot send a password').count()).toBe(0);
      await there.close();
    } finally {
      await closed.end();
    }
  });

  it('says of a used invitation that it was used', async () => {
    const { page } = here;
    const link = await invited();
    await page.goto(link);
    await page.getByLabel('Name of the kit').fill('First');
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.locator('.listening').waitFor();
    await page.goto(link);
    await page.getByRole('alert').getByText('This invitation has been used').waitFor();
  });

  it('has no serious fault of accessibility, before the claim and after', async () => {
    const { page } = here;
    const grave = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id }) => id);
    };
    await page.goto(await invited());
    await page.locator('form').waitFor();
    expect(await grave()).toEqual([]);
    await page.getByLabel('Name of the kit').fill('Roof');
    await page.getByRole('button', { name: 'Register the kit' }).click();
    await page.locator('.listening').waitFor();
    expect(await grave()).toEqual([]);
  });
});
