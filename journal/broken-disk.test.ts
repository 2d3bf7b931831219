import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

const REPORTER = fileURLToPath(new URL('fixtures/reporter.mjs', import.meta.url));
const BROKEN_DISK = new URL('fixtures/broken-disk.mjs', import.meta.url).href;
let parent: string;
let child: ChildProcess;
let told: string[];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'superilla-broken-'));
  told = [];
  child = spawn(process.execPath, ['--import', BROKEN_DISK, REPORTER, join(parent, 'journal')], {
    env: { ...process.env, BROKEN_DISK: join(parent, 'order') },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    told.push(...lines);
  });
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});

const order = (code: string): void => writeFileSync(join(parent, 'order'), code);
const say = (line: string): void => void child.stdin?.write(`${line}\n`);

async function untilTold(words: string): Promise<void> {
  for (let n = 0; n < 1500 && !told.some((line) => line.includes(words)); n++) await sleep(10);
  expect(told.join('\n')).toContain(words);
}

async function onDisk(): Promise<number[]> {
  const journal = await openJournal({
    directory: join(parent, 'journal'),
    consumers: ['store'],
    floorBytes: 0,
  });
  const found: number[] = [];
  for await (const { seq } of journal.recover(0)) found.push(seq);
  await journal.close();
  return found;
}

it.each([
  ['EIO', 'cannot be written (EIO'],
  ['ENOSPC', 'full (ENOSPC)'],
])(
  'acknowledges nothing while syncing fails with %s, and everything once, in order, when it succeeds again',
  async (code, words) => {
    say('one');
    await untilTold('durable 1');
    order(code);
    say('two three');
    await untilTold(words);
    say('four');
    await sleep(100);
    expect(told.filter((line) => line.startsWith('durable'))).toEqual(['durable 1']);
    order('');
    await untilTold('durable 4');
    say('close');
    await untilTold('closed');
    expect(told.filter((line) => line.startsWith('durable'))).toEqual(
      [1, 2, 3, 4].map((n) => `durable ${n}`),
    );
    expect(await onDisk()).toEqual([1, 2, 3, 4]);
  },
);

it('calls the others back when one callback throws, and the error surfaces', async () => {
  say('one throw three');
  say('four');
  await untilTold('durable 4');
  expect(told.filter((line) => line.startsWith('durable'))).toEqual(['durable 1', 'durable 3', 'durable 4']);
  expect(told).toContain('uncaught callback 2');
});

it('says that its thread has died, so that the process can end; what was acknowledged is there', async () => {
  say('one');
  await untilTold('durable 1');
  order('DIE');
  const exit = once(child, 'exit');
  say('two');
  expect(await exit).toEqual([7, null]);
  expect(told).toContain('dead its disk is made of paper');
  expect(told).not.toContain('durable 2');
  expect((await onDisk())[0]).toBe(1);
});
