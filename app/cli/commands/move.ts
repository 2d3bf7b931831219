import type { Readable } from 'node:stream';
import { Presets, SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import type { MoveLine } from '../../move/route.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLines, printTable, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

/** Days that are listed one by one; of more, only those that differ. */
const LISTED = 200;

interface MoveFlags {
  readonly from: string;
  readonly to: string;
  readonly kit?: string[];
  readonly since?: string;
  readonly until?: string;
  readonly checkOnly?: boolean;
  readonly json?: boolean;
}

type Day = Extract<MoveLine, { is: 'day' }>;
type End = Extract<MoveLine, { is: 'end' }>;

const ENDED = 'The server ended the move. Start it again to go on.';

const gather = (value: string, before: string[] = []) => [...before, value];

function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new Stop(
    `${option} ${text} is no time: give one such as 2026-03-01 or 2026-03-01T12:00Z.`,
    EXIT.usage,
  );
}

function differs({ source, target }: Day): boolean {
  return source.n !== target.n || source.checksum !== target.checksum;
}

/** The lines of an answer. A connection that breaks ends the command in words. */
async function* linesOf(answer: Readable): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const text of answer.setEncoding('utf8')) {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    throw new Stop(ENDED, EXIT.fault);
  }
}

/** Follows a move, with a bar on a terminal. Gives the days compared and how it ended. */
async function follow(lines: AsyncIterable<string>): Promise<{ days: Day[]; end: End }> {
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} kits, {copied} readings copied',
      stream: process.stderr,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  const days: Day[] = [];
  let copied = 0;
  let end: End | undefined;
  try {
    for await (const text of lines) {
      const line = JSON.parse(text) as MoveLine;
      if (line.is === 'failed')
        throw new Stop(`The move ended early: ${line.words}. Start it again to go on.`);
      if (line.is === 'end') end = line;
      if (line.is === 'day') days.push(line);
      if (line.is === 'start' && process.stderr.isTTY) bar.start(line.kits, 0, { copied });
      if (line.is === 'kit') {
        copied += line.copied;
        bar.increment(1, { copied });
      }
    }
  } finally {
    bar.stop();
  }
  if (end === undefined) throw new Stop(ENDED, EXIT.fault);
  return { days, end };
}

function report(days: readonly Day[], { from, to }: MoveFlags): void {
  const different = days.filter(differs);
  const listed = days.length <= LISTED ? days : different;
  if (listed.length > 0)
    printTable(
      ['KIT', 'DAY', `IN ${from.toUpperCase()}`, 'CHECKSUM', `IN ${to.toUpperCase()}`, 'CHECKSUM', ''],
      listed.map((day) => [
        day.kit,
        day.day,
        String(day.source.n),
        day.source.checksum,
        String(day.target.n),
        day.target.checksum,
        differs(day) ? 'DIFFERS' : '',
      ]),
    );
  const readings = days.reduce((sum, { source }) => sum + source.n, 0);
  const kits = new Set(days.map(({ kit }) => kit)).size;
  printLines([
    `${readings} readings of ${kits} kits on ${days.length} days compared: ${different.length} differ.`,
  ]);
}

/** `superilla move`: copies history between the stores and compares them. */
export function moveCommand(): Command {
  const kinds = ['duckdb', 'influx'];
  return new Command('move')
    .description('copy history from one store to the other, and compare them day by day')
    .addOption(new Option('--from <store>', 'where it is').choices(kinds).makeOptionMandatory())
    .addOption(new Option('--to <store>', 'where it is to be').choices(kinds).makeOptionMandatory())
    .option('--kit <id>', 'only this kit (repeatable)', gather)
    .option('--since <time>', 'from this time on')
    .option('--until <time>', 'before this time')
    .option('--check-only', 'compare, and copy nothing')
    .option('--json', 'print JSON')
    .action((flags: MoveFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const { from, to, kit: kits } = flags;
        const body = {
          from,
          to,
          kits,
          since: timeOf(flags.since, '--since'),
          until: timeOf(flags.until, '--until'),
          checkOnly: flags.checkOnly === true,
        };
        const source = await client.stream('/admin/move', { method: 'POST', body });
        const { days, end } = await follow(linesOf(source));
        if (flags.json === true) printJson({ days, differing: end.differing, mirror: end.mirror });
        else report(days, flags);
        if (end.mirror === 'refilled') say('The mirror has everything again and follows.');
        if (end.mirror === 'still behind') say('The mirror is still behind: start the move again.');
        if (end.differing > 0 || end.mirror === 'still behind') process.exitCode = EXIT.partly;
      }),
    );
}
