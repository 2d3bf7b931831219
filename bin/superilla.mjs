#!/usr/bin/env -S node --max-semi-space-size=64
import { existsSync } from 'node:fs';

// The larger young generation (first line, and `npm start`): what a burst of messages leaves behind dies there and is not copied.

/** The `superilla` command. In a checkout it first installs and builds what is stale. */
const here = (path) => new URL(`../${path}`, import.meta.url);

async function ready() {
  if (!existsSync(here('tsconfig.build.json'))) return true;
  const { prepare } = await import('../scripts/setup/prepare.mjs');
  return prepare({ build: true });
}

if (await ready()) await import('../dist/app/cli/main.js');
else process.exitCode = 1;
