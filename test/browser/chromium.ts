import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Whether this machine has the browser that the tests of pages need. */
export const HAS_CHROMIUM = existsSync(CHROMIUM);

/** Starts Chromium without a window and without anything it would fetch for itself. */
export function launch(): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking'];
  const still = ['--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', ...quiet, ...still],
  });
}

/** A page in a browser profile of its own, and what it did that it should not. */
export interface Visit {
  readonly page: Page;
  /** Addresses of other origins that were asked for. */
  readonly foreign: readonly string[];
  /** Errors of scripts, and what the content policy refused. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens a profile that notes requests to other origins than `origin` and errors of scripts. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en', timezoneId: 'Europe/Madrid', ...options });
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) foreign.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A browser reports every 4xx as an error of its own; pages of what does not exist ask for just that.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return { page, foreign, errors, close: () => context.close() };
}
