import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import type { ComparisonView } from '../../../open-data/schemas/comparison.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { comparisonLines } from './compare-words.ts';

interface CompareFlags extends Format {
  readonly phenomenon: string;
  readonly from?: string;
  readonly to?: string;
  readonly completeness?: string;
  readonly csv?: string;
}

async function run(kit: string, station: string, flags: CompareFlags, command: Command): Promise<void> {
  const { phenomenon, csv, json } = flags;
  const query = new URLSearchParams({ kit, station, phenomenon });
  for (const key of ['from', 'to', 'completeness'] as const)
    if (flags[key] !== undefined) query.set(key, flags[key]);
  await withHouse(command, async ({ client }) => {
    // What was acknowledged before the command is in the comparison.
    await client.call('POST', '/admin/settle');
    const found = await client.call<ComparisonView>('GET', `/api/v1/comparisons?${query}`);
    if (json === true) printJson(found);
    else printLines(comparisonLines(found));
    if (csv !== undefined) {
      await pipeline(await client.stream(`/api/v1/comparisons?${query}&format=csv`), createWriteStream(csv));
      say(`${found.pairs.length} pairs written: ${csv}`);
    }
    if (!found.reports.some(({ enough }) => enough)) process.exitCode = EXIT.refused;
  });
}

/** `superilla compare`: how well a kit agrees with an official station. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('hold a kit against an official station by hourly means: agreement, targets, uncertainty')
    .argument('<kit>', 'kit')
    .argument('<station>', 'official station, see superilla stations list')
    .requiredOption('--phenomenon <id>', 'what is compared, such as pm2_5')
    .option(
      '--from <time>',
      'from this time on, RFC 3339 (the last year in which both have readings when absent)',
    )
    .option('--to <time>', 'before this time, RFC 3339')
    .option(
      '--completeness <share>',
      'share of its usual readings that an hour needs to count, 0 to 1 (default 0.75)',
    )
    .option('--csv <file>', 'write the pairs to this file')
    .option('--json', 'print JSON')
    .action(run);
}
