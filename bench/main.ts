import { Command, InvalidArgumentError } from 'commander';
import type { Bench, Pair, Size } from './bench.ts';
import { PAIRS } from './pairs/all.ts';
import { draw } from './report/draw.ts';
import { print } from './report/print.ts';
import { keep, kept } from './report/results.ts';
import { Stage } from './stage.ts';

interface Flags {
  readonly quick?: true;
  readonly full?: true;
  readonly draw?: true;
  readonly runs: number;
}

const LIST = PAIRS.map(({ name, about }) => `  ${name.padEnd(9)}${about}`).join('\n');

function runs(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 up');
  return value;
}

function pairs(names: readonly string[]): readonly Pair[] {
  if (names.length === 0 || names.includes('all')) return PAIRS;
  return names.map((name) => {
    const pair = PAIRS.find((one) => one.name === name);
    if (pair === undefined) throw new InvalidArgumentError(`There is no pair ${name}. There are:\n${LIST}`);
    return pair;
  });
}

/** Runs pairs one after the other; one that fails is said and does not keep the others from running. */
async function measure(chosen: readonly Pair[], bench: Bench): Promise<boolean> {
  let whole = true;
  for (const pair of chosen) {
    const began = Date.now();
    bench.say(`${pair.name}: ${pair.about}`);
    try {
      const outcome = await pair.run(bench);
      print(outcome.figures);
      const file = keep(pair.name, bench.size, outcome);
      bench.say(`${pair.name}: ${((Date.now() - began) / 1000).toFixed(0)} s, written to ${file}`);
    } catch (error) {
      whole = false;
      console.error(`${pair.name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return whole;
}

async function main(names: readonly string[], flags: Flags): Promise<void> {
  const stage = new Stage();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stage.clear();
      process.exit(130);
    });
  const size: Size = flags.quick ? 'quick' : flags.full ? 'full' : 'default';
  const say = (words: string) => process.stderr.write(`${words}\n`);
  const bench: Bench = { stage, size, runs: size === 'quick' ? 1 : flags.runs, say };
  const chosen = pairs(names);
  try {
    if (flags.draw !== true && !(await measure(chosen, bench))) process.exitCode = 1;
  } finally {
    stage.clear();
  }
  if (size !== 'quick' || flags.draw === true) draw(kept(PAIRS.map(({ name }) => name)));
}

await new Command('npm run bench --')
  .description('Measures Superilla beside what most people would reach for, on this machine, in one go.')
  .argument('[pairs...]', 'which; all when none is named')
  .option('--quick', 'small sizes, to see that it works; not drawn into the README')
  .option('--full', 'large sizes: 86 M points, a whole day of soak')
  .option('--runs <n>', 'runs of each side of a QoS 1 ingest; medians count', runs, 3)
  .option('--draw', 'only draw table and plots anew from what was measured last')
  .addHelpText('after', `\nPairs:\n${LIST}\n  all      every one of them`)
  .action(main)
  .parseAsync();
