import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { say } from '../output.ts';
import { withHouse } from '../settings.ts';

interface ExportFlags {
  readonly kit?: string[];
  readonly project?: string;
  readonly place?: string;
  readonly phenomenon?: string[];
  readonly from?: string;
  readonly to?: string;
  readonly format: string;
  readonly simulated?: boolean;
  readonly output?: string;
}

const gather = (value: string, before: string[] = []) => [...before, value];

function queryOf(flags: ExportFlags): URLSearchParams {
  const query = new URLSearchParams({ format: flags.format });
  for (const kit of flags.kit ?? []) query.append('kit', kit);
  for (const phenomenon of flags.phenomenon ?? []) query.append('phenomenon', phenomenon);
  for (const key of ['project', 'place', 'from', 'to'] as const)
    if (flags[key] !== undefined) query.set(key, flags[key]);
  if (flags.simulated === true) query.set('simulated', 'include');
  return query;
}

/** `superilla export`: stored readings as the API gives them. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write stored readings as CSV, NDJSON or JSON')
    .option('--kit <id>', 'only this kit (repeatable)', gather)
    .option('--project <id>', 'only kits of this project')
    .option('--place <id>', 'only kits inside this place')
    .option('--phenomenon <id>', 'only this phenomenon (repeatable)', gather)
    .option('--from <time>', 'from this time on, RFC 3339')
    .option('--to <time>', 'before this time, RFC 3339')
    .addOption(new Option('--format <format>').choices(['csv', 'ndjson', 'json']).default('csv'))
    .option('--simulated', 'with the readings of simulated kits')
    .option('-o, --output <file>', 'file to write (standard output when absent)')
    .action((flags: ExportFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        // What was acknowledged before the command is in the export.
        await client.call('POST', '/admin/settle');
        const source = await client.stream(`/api/v1/readings?${queryOf(flags)}`);
        if (flags.output === undefined) await pipeline(source, process.stdout, { end: false });
        else {
          await pipeline(source, createWriteStream(flags.output));
          say(`Written: ${flags.output}`);
        }
      }),
    );
}
