import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type StationList, stationsOf } from '../../../protocols/opendata-bcn/stations.ts';
import type { Client } from '../client.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, printTable, say } from '../output.ts';
import { readWithBar } from '../read-with-bar.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';
import {
  FILE_HEADER,
  type FileDone,
  fileRows,
  type StationDone,
  stationLines,
  type Totals,
  totalsOf,
} from './stations-words.ts';

/** Options of `superilla stations import`. */
export interface ImportFlags extends Format {
  readonly stations: string;
  readonly as: string;
  readonly steward: string;
  readonly licence: string;
  readonly timeZone: string;
  readonly project?: string;
  readonly apply?: boolean;
}

async function listOf(path: string): Promise<StationList> {
  const list = await stationsOf(createReadStream(path) as AsyncIterable<Buffer>);
  if (list.stations.length === 0)
    throw new Stop(
      `${path} is no list of stations: ${list.faults.join('; ') || 'it names none'}.`,
      EXIT.usage,
    );
  return list;
}

function register(client: Client, { stations }: StationList, flags: ImportFlags) {
  const { as: dialect, steward, licence, timeZone, project } = flags;
  const body = {
    dry: flags.apply !== true,
    stations: stations.map(({ externalId, name, position, site }) => {
      return {
        externalId,
        name,
        position,
        description: site,
        precision: 0,
        dialect,
        steward,
        licence,
        timeZone,
        project,
      };
    }),
  };
  return client.call<{ stations: StationDone[] }>('POST', '/admin/stations', body);
}

function sendFile(client: Client, path: string, { as, apply }: ImportFlags): Promise<FileDone> {
  const query = new URLSearchParams({ file: basename(path).slice(0, 160), as, dry: String(apply !== true) });
  return client.send<FileDone>(`/admin/stations/files?${query}`, readWithBar(path));
}

function showFile(path: string, done: FileDone, listed: ReadonlyMap<string, StationDone>): void {
  const { rows, archive, from, to, faults } = done;
  const span = from === null ? 'no value' : `values from ${from} to ${to}`;
  printLines(['', `${basename(path)}: ${rows} rows of ${archive}, ${span}.`]);
  printTable(FILE_HEADER, fileRows(done, listed));
  for (const fault of faults) say(`  ${fault}`);
}

function again(files: readonly string[], flags: ImportFlags): string {
  const quoted = [...files, '--stations', flags.stations].map((word) =>
    /^[\w./-]+$/.test(word) ? word : `'${word}'`,
  );
  return `superilla stations import ${quoted.join(' ')} --apply`;
}

/** What it came to, and what to do next. */
function closing(totals: Totals, flags: ImportFlags, files: readonly string[]): string[] {
  const { accepted, duplicates, unlisted } = totals;
  const lines = [''];
  if (unlisted.length > 0)
    lines.push(`Passed over, because ${flags.stations} does not list them: ${unlisted.join(', ')}.`);
  if (flags.apply !== true)
    return [
      ...lines,
      `${accepted} values to take in. Nothing was changed; take them in:`,
      `  ${again(files, flags)}`,
    ];
  if (accepted === 0) lines.push(`Nothing new: all ${duplicates} values were stored already.`);
  else lines.push(`${accepted} values taken in, ${duplicates} were stored already.`);
  return [...lines, 'Next, a kit beside a station: superilla compare <kit> <station> --phenomenon no2'];
}

/** `superilla stations import` */
export async function importCommandAction(
  files: readonly string[],
  flags: ImportFlags,
  command: Command,
): Promise<void> {
  const absent = [...files, flags.stations].find((file) => !existsSync(file));
  if (absent !== undefined) throw new Stop(`There is no file ${absent}.`, EXIT.usage);
  const list = await listOf(flags.stations);
  await withHouse(command, async ({ client }) => {
    const { stations } = await register(client, list, flags);
    const listed = new Map(stations.map((one) => [one.externalId ?? '', one]));
    const words = flags.json !== true;
    if (words) printLines(stationLines(stations, flags.apply === true));
    for (const fault of list.faults) say(`  ${basename(flags.stations)}, ${fault}`);
    const done: FileDone[] = [];
    for (const file of files) {
      const one = await sendFile(client, file, flags);
      done.push(one);
      if (words) showFile(file, one, listed);
    }
    const totals = totalsOf(done, listed);
    const isPartly =
      totals.refused + totals.unlisted.length + list.faults.length > 0 ||
      done.some(({ faults }) => faults.length > 0) ||
      stations.some(({ fate }) => fate === 'refused');
    if (isPartly) process.exitCode = EXIT.partly;
    if (words) printLines(closing(totals, flags, files));
    else printJson({ stations, files: done });
  });
}
