#!/usr/bin/env node
import { existsSync } from 'node:fs';

/** The `superilla` command. In a checkout it first installs and builds what is stale. */
const here = (path) => new URL(`../${path}`, import.meta.url);

async function ready() {
  if (!existsSync(here('tsconfig.build.json'))) return true;
  const { prepare } = await import('../scripts/setup/prepare.mjs');
  return prepare({ build: true });
}

if (await ready()) await import('../dist/app/cli/main.js');
else process.exitCode = 1;
