#!/usr/bin/env node
import { prepare } from './setup/prepare.mjs';

/**
 * Makes a checkout ready to run: `node scripts/setup.mjs [--build] [--test] [--lenient]`.
 * `--build` builds what is stale; `--test` also fetches the servers and the browser that tests use; with `--lenient` (and for
 * tests) a failed build is said but is no failure.
 */
const has = (flag) => process.argv.includes(flag);
const test = has('--test');
process.exitCode = prepare({ build: has('--build'), test, lenient: test || has('--lenient') }) ? 0 : 1;
