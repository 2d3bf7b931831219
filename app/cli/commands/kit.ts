import { Command, InvalidArgumentError } from 'commander';
import { type Format, printJson, printLines, printTable } from '../output.ts';
import { withHouse } from '../settings.ts';
import { annotateCommand, annotationsCommand } from './kit-annotate.ts';
import { calibrateCommand } from './kit-calibrate.ts';
import { registerCommand } from './kit-register.ts';
import { type Registration, showRegistered } from './kit-registered.ts';
import { mappingCommand, meaningsCommand } from './kit-setup.ts';

interface KitView {
  readonly id: string;
  readonly name: string;
  readonly dialect: string;
  readonly simulated: boolean;
  readonly project: { readonly id: string } | null;
  readonly lastHeard: string | null;
  readonly licence: string;
  readonly latest: readonly {
    readonly phenomenon: string;
    readonly channel: string;
    readonly value: number;
    readonly unit: string;
    readonly time: string;
  }[];
}

function listCommand(): Command {
  return new Command('list')
    .description('list the kits')
    .option('--project <id>', 'only those of a project')
    .option('--json', 'print JSON')
    .action((flags: Format & { project?: string }, command: Command) =>
      withHouse(command, async ({ client }) => {
        const query = flags.project === undefined ? '' : `?project=${encodeURIComponent(flags.project)}`;
        const { kits } = await client.call<{ kits: KitView[] }>('GET', `/api/v1/kits${query}`);
        if (flags.json === true) printJson({ kits });
        else if (kits.length === 0)
          printLines(['No kit is registered. Next: superilla kit register --name "My balcony"']);
        else
          printTable(
            ['ID', 'NAME', 'DIALECT', 'PROJECT', 'LAST HEARD'],
            kits.map((k) => [
              k.id,
              k.simulated ? `${k.name} (simulated)` : k.name,
              k.dialect,
              k.project?.id ?? '',
              k.lastHeard ?? 'never',
            ]),
          );
      }),
    );
}

function showCommand(): Command {
  return new Command('show')
    .description('show a kit: what it is, its newest values and receipts')
    .argument('<kit>', 'id of the kit')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}`;
        const kit = await client.call<KitView>('GET', path);
        const { receipts } = await client.call<{
          receipts: {
            received: string;
            accepted: number;
            rejected: number;
            reasons: { path: string; rule: string; right: string }[];
          }[];
        }>('GET', `${path}/receipts`);
        if (flags.json === true) {
          printJson({ ...kit, receipts });
          return;
        }
        printLines([
          `${kit.id}  ${kit.name}`,
          `dialect ${kit.dialect}, licence ${kit.licence}, last heard ${kit.lastHeard ?? 'never'}`,
          '',
        ]);
        printTable(
          ['PHENOMENON', 'VALUE', 'UNIT', 'TIME'],
          kit.latest.map((r) => [
            r.channel === '' ? r.phenomenon : `${r.phenomenon}@${r.channel}`,
            String(r.value),
            r.unit,
            r.time,
          ]),
        );
        const refusals = receipts.flatMap((r) =>
          r.reasons.map((why) => `${r.received}  ${why.path || 'message'}: ${why.rule} ${why.right}`),
        );
        if (refusals.length > 0) printLines(['', 'Refused lately:', ...refusals.slice(0, 10)]);
      }),
    );
}

function rotateCommand(): Command {
  return new Command('rotate')
    .description('give a kit a new token; the old one stops working at once, or after an overlap')
    .argument('<kit>', 'id of the kit')
    .option('--overlap <hours>', 'hours for which the old token works on, at most 168 (24, or 24h)', hours, 0)
    .option('--json', 'print JSON')
    .action((id: string, flags: Format & { overlap: number }, command: Command) =>
      withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}/rotate`;
        showRegistered(await client.call<Registration>('POST', path, { overlapHours: flags.overlap }), flags);
      }),
    );
}

/** `24` or `24h` as a number. */
function hours(text: string): number {
  const found = /^(\d{1,3}(?:\.\d+)?)h?$/.exec(text);
  const given = found === null ? Number.NaN : Number(found[1]);
  if (given <= 168) return given;
  throw new InvalidArgumentError('A number of hours from 0 to 168.');
}

function act(
  name: string,
  description: string,
  run: { method: string; path: (id: string) => string; done: string },
): Command {
  return new Command(name)
    .description(description)
    .argument('<kit>', 'id of the kit')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const answer = await client.call<Registration | undefined>(
          run.method,
          run.path(encodeURIComponent(id)),
        );
        if (answer !== undefined && 'credentials' in answer && answer.credentials !== null)
          showRegistered(answer, flags);
        else if (flags.json === true) printJson({ kit: { id }, done: name });
        else printLines([run.done.replace('{}', id)]);
      }),
    );
}

/** `superilla kit …` */
export function kitCommand(): Command {
  return new Command('kit')
    .description('register, list and look after kits')
    .addCommand(registerCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(mappingCommand())
    .addCommand(meaningsCommand())
    .addCommand(calibrateCommand())
    .addCommand(annotateCommand())
    .addCommand(annotationsCommand())
    .addCommand(rotateCommand())
    .addCommand(
      act('revoke', 'take the token of a kit away and end its sessions', {
        method: 'POST',
        path: (id) => `/api/v1/kits/${id}/revoke`,
        done: 'Kit {} has no token any more. `superilla kit rotate {}` gives it a new one.',
      }),
    )
    .addCommand(
      act('remove', 'remove a kit and erase its readings for good', {
        method: 'DELETE',
        path: (id) => `/api/v1/kits/${id}`,
        done: 'Kit {} and its readings are gone.',
      }),
    );
}
