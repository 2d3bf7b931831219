import { createInterface } from 'node:readline';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { type Format, printJson, printLines } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

interface RedecodeFlags extends Format {
  readonly kit: string;
  readonly from?: string;
  readonly to?: string;
}

interface Entered {
  readonly messages: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly refusals: Readonly<Record<string, number>>;
}

interface Line {
  readonly at?: number;
  readonly end?: number;
  readonly entered?: Entered;
  readonly fault?: string;
}

/** Follows a run to its end, with a bar on a terminal. */
async function follow(answer: NodeJS.ReadableStream): Promise<Entered> {
  const bar = new SingleBar({ format: 'journal {bar} {percentage}%', hideCursor: true });
  const showBar = process.stderr.isTTY === true;
  if (showBar) bar.start(1, 0);
  let entered: Entered | undefined;
  for await (const text of createInterface({ input: answer })) {
    const line = JSON.parse(text) as Line;
    if (line.fault !== undefined) throw new Stop(`Decoding again ended early: ${line.fault}`);
    if (showBar && line.end) bar.update((line.at ?? 0) / line.end);
    entered = line.entered ?? entered;
  }
  if (showBar) bar.stop();
  if (entered === undefined)
    throw new Stop('The server ended before it had decoded everything. Run it again.');
  return entered;
}

async function run(flags: RedecodeFlags, command: Command): Promise<void> {
  await withHouse(command, async ({ client }) => {
    const query = new URLSearchParams();
    for (const key of ['from', 'to'] as const) if (flags[key] !== undefined) query.set(key, flags[key]);
    const path = `/admin/kits/${encodeURIComponent(flags.kit)}/redecode?${query}`;
    const entered = await follow(await client.stream(path, { method: 'POST', body: undefined }));
    if (flags.json === true) return printJson(entered);
    printLines([
      `${entered.messages} messages decoded again: ${entered.accepted} new readings, ${entered.duplicates} stored already.`,
      ...Object.entries(entered.refusals).map(([rule, n]) => `  ${n} refused: ${rule}`),
    ]);
  });
}

/** `superilla redecode`: decodes a kit's messages again after its decoder, mapping or meanings changed. */
export function redecodeCommand(): Command {
  return new Command('redecode')
    .description(
      "decode a kit's messages again, from the journal and its archive (SUPERILLA_JOURNAL_KEEP_DAYS)",
    )
    .requiredOption('--kit <id>', 'kit whose messages')
    .option('--from <time>', 'arrived from this time on, such as 2026-03-01T00:00:00Z')
    .option('--to <time>', 'arrived before this time')
    .option('--json', 'print JSON')
    .action(run);
}
