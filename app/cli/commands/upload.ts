import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { Client } from '../client.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, say } from '../output.ts';
import { readWithBar } from '../read-with-bar.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

interface UploadFlags extends Format {
  readonly kit: string;
  readonly as?: string;
  readonly phenomenon?: string;
  readonly apply?: boolean;
}

interface Uploaded {
  readonly archive: string;
  readonly rows: number;
  readonly readings: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly accepted: number;
  readonly duplicates: number;
  readonly missing: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  readonly sensors: readonly string[];
}

function describe(file: string, flags: UploadFlags, done: Uploaded): string[] {
  const { rows, readings, from, to, accepted, duplicates, missing, refusals } = done;
  const verb = flags.apply === true ? 'taken in' : 'to take in';
  const refused = Object.entries(refusals).map(([rule, n]) => `  ${n} refused: ${rule}`);
  const lines = [
    `${basename(file)}: ${rows} rows of ${done.archive}, ${readings} readings${from === null ? '' : ` from ${from} to ${to}`}.`,
    `  ${accepted} ${verb}, ${duplicates} stored already, ${missing} cells without a reading`,
    ...refused,
  ];
  if (done.sensors.length > 1)
    lines.push(`  The file names ${done.sensors.length} sensors: ${done.sensors.join(', ')}.`);
  return lines;
}

function pathFor(file: string, { kit, as, phenomenon, apply }: UploadFlags): string {
  const query = new URLSearchParams({ file: basename(file), dry: String(apply !== true) });
  if (as !== undefined) query.set('as', as);
  if (phenomenon !== undefined) query.set('phenomenon', phenomenon);
  return `/api/v1/kits/${encodeURIComponent(kit)}/uploads?${query}`;
}

async function one(client: Client, file: string, flags: UploadFlags): Promise<Uploaded> {
  const done = await client.send<Uploaded>(pathFor(file, flags), readWithBar(file));
  if (flags.json !== true) printLines(describe(file, flags, done));
  for (const fault of done.faults) say(`  ${fault}`);
  if (done.faults.length > 0 || Object.keys(done.refusals).length > 0) process.exitCode = EXIT.partly;
  return done;
}

async function run(files: readonly string[], flags: UploadFlags, command: Command): Promise<void> {
  const absent = files.find((file) => !existsSync(file));
  if (absent !== undefined) throw new Stop(`There is no file ${absent}.`, EXIT.usage);
  await withHouse(command, async ({ client }) => {
    const all: Uploaded[] = [];
    for (const file of files) all.push(await one(client, file, flags));
    if (flags.json === true) printJson(all);
    else if (flags.apply !== true)
      say('Nothing was changed. Run it again with --apply to take the readings in.');
  });
}

/** `superilla upload`: readings of an SD card or an archive for a kit that is registered. */
export function uploadCommand(): Command {
  return new Command('upload')
    .description("take files of a kit's readings in (SD card, archive, table); says first what that brings")
    .argument('<files...>', 'CSV files, also .gz')
    .requiredOption('--kit <id>', 'kit whose readings they are')
    .option('--as <archive>', 'what kind of file it is (found by its first lines when absent)')
    .option('--phenomenon <id>', 'phenomenon of the values, for archives that name none')
    .option('--apply', 'take the readings in; without it nothing is changed')
    .option('--json', 'print JSON')
    .action(run);
}
