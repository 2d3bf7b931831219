import { Command, Option } from 'commander';
import { type Format, printJson, printLines, printTable } from '../output.ts';
import { withHouse } from '../settings.ts';

interface Answer {
  readonly keepDays: number | null;
  readonly keepSimulatedDays: number | null;
  readonly expired: readonly { kit: string; readings: number; first: number; last: number }[];
}

const moment = (ms: number) => new Date(ms).toISOString();

function tell({ keepDays, keepSimulatedDays, expired }: Answer, applied: boolean): void {
  if (keepDays === null && keepSimulatedDays === null) {
    printLines([
      'Readings are kept for ever: neither SUPERILLA_KEEP_DAYS nor SUPERILLA_KEEP_SIMULATED_DAYS is set.',
    ]);
    return;
  }
  const rows = expired.map(({ kit, readings, first, last }) => [
    kit,
    String(readings),
    moment(first),
    moment(last),
  ]);
  if (rows.length > 0) printTable(['kit', 'readings', 'from', 'to'], rows);
  const total = expired.reduce((sum, { readings }) => sum + readings, 0);
  if (applied) printLines([`Removed: ${total} readings. Their roll-ups stay.`]);
  else if (total === 0) printLines(['Nothing is too old.']);
  else printLines([`Would be removed: ${total} readings; their roll-ups stay. Nothing was: add --apply.`]);
}

/** `superilla retention`: what is older than the settings have it kept. */
export function retentionCommand(): Command {
  return new Command('retention')
    .description('say which readings are older than SUPERILLA_KEEP_DAYS has them kept, or remove them')
    .addOption(new Option('--dry-run', 'only say it (what it does anyway)').conflicts('apply'))
    .option('--apply', 'remove them now instead of in the coming night')
    .option('--json', 'print JSON')
    .action((flags: Format & { apply?: boolean }, command: Command) =>
      withHouse(command, async ({ client }) => {
        const applied = flags.apply === true;
        const answer = await client.call<Answer>(applied ? 'POST' : 'GET', '/admin/retention');
        if (flags.json === true) printJson({ ...answer, applied });
        else tell(answer, applied);
      }),
    );
}
