import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../client.ts';
import { killWhileStarting, type Program, startSuperilla } from '../program.ts';
import { type Books, booksOf, imbalance, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { LoadKit, ledgerOf } from './load-kit.ts';
import { randomNumbers } from './random.ts';
import { compare, NO_DIFFERENCES, readBack } from './readings.ts';

const KITS = 10;
/** How often it is killed; twenty times with SUPERILLA_LONG=1. */
const KILLS = process.env['SUPERILLA_LONG'] === '1' ? 20 : 4;

const portOf = (program: Program) => Number(new URL(program.mqtt).port);

/** Samples the books until the program is gone. */
async function watchBooks(program: Program, samples: Books[]): Promise<void> {
  for (;;) {
    const books = await booksOf(program).catch(() => undefined);
    if (books === undefined) return;
    samples.push(books);
    await sleep(25);
  }
}

/** One life of the program under load, ended by SIGKILL at a random moment. */
async function liveAndDie(data: string, kits: readonly LoadKit[], random: () => number): Promise<Books[]> {
  const samples: Books[] = [];
  const program = await startSuperilla({ data });
  const watching = watchBooks(program, samples);
  for (const kit of kits) kit.connect(portOf(program));
  await sleep(50 + random() * 650);
  await program.kill();
  for (const kit of kits) kit.end();
  await watching;
  return samples;
}

async function newHouse(): Promise<{ data: string; kits: LoadKit[] }> {
  const program = await startSuperilla();
  const now = Date.now();
  // Half of them lag a day behind, so that their times are below the floor that arrivals set.
  const kits = (await registerKits(program, KITS)).map(
    (kit, n) => new LoadKit(kit, randomNumbers(n), n % 2 === 0 ? now : now - 86_400_000),
  );
  await program.stop();
  return { data: program.data, kits };
}

it(`keeps every acknowledged message exactly once through ${KILLS} kills under load, and its books balance in every sample`, async () => {
  const random = randomNumbers(99);
  const { data, kits } = await newHouse();
  const samples: Books[] = [];
  for (let n = 0; n < KILLS; n++) {
    // Every fifth does not live to take a message: it is killed on its way up, in the middle of recovery if it comes so.
    if (n % 5 === 4) await killWhileStarting({ data }, 500 + random() * 1500);
    else samples.push(...(await liveAndDie(data, kits, random)));
  }

  const program = await startSuperilla({ data });
  onTestFinished(() => program.end());
  for (const kit of kits) kit.connect(portOf(program));
  await sleep(200);
  for (const kit of kits) kit.pause();
  const open = await eventually(
    async () => kits.reduce((sum, kit) => sum + kit.waiting, 0),
    (waiting) => waiting === 0,
    10_000,
  );
  expect(open, 'messages without acknowledgement at the end').toBe(0);
  samples.push(await settledBooks(program));

  const ledger = ledgerOf(kits);
  expect(ledger.acknowledged.size, 'everything was acknowledged in the end').toBe(ledger.sent.size);
  expect(compare(ledger, await readBack(program))).toEqual(NO_DIFFERENCES);
  expect(samples.filter((books) => imbalance(books) !== 0)).toEqual([]);
  expect(samples.some((books) => books.recovered > 0)).toBe(true);
  expect(samples.some((books) => books.duplicate > 0)).toBe(true);
  expect(
    kits.reduce((sum, kit) => sum + kit.resent, 0),
    'sent again with DUP',
  ).toBeGreaterThan(KILLS);
  expect(ledger.sent.size).toBeGreaterThan(250 * KILLS);

  await program.kill();
  const again = await startSuperilla({ data });
  onTestFinished(() => again.end());
  await settledBooks(again);
  expect(compare(ledger, await readBack(again))).toEqual(NO_DIFFERENCES);
});
