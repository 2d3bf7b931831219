import { Command, InvalidArgumentError, Option } from 'commander';
import { PRECISIONS } from '../../../domain/geo.ts';
import { LICENCES } from '../../../domain/kit.ts';
import { type Format, printJson, printLines, printTable, say } from '../output.ts';
import { withHouse } from '../settings.ts';

interface Registration {
  readonly kit: { readonly id: string; readonly name: string };
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly topics: {
    readonly readings: string;
    readonly receipts: string;
    readonly publish: readonly string[];
  };
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

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

interface RegisterFlags extends Format {
  readonly name: string;
  readonly id?: string;
  readonly model?: string;
  readonly dialect?: string;
  readonly externalId?: string;
  readonly project?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly precision?: number;
  readonly licence?: string;
  readonly steward?: string;
  readonly timeZone?: string;
  readonly indoor?: boolean;
  readonly open?: boolean;
}

function bodyOf(flags: RegisterFlags): Record<string, unknown> {
  const { json, lat, lon, indoor, ...fields } = flags;
  const position = lat === undefined && lon === undefined ? {} : { position: { lat, lon } };
  return { ...fields, ...position, ...(indoor === true ? { exposure: 'indoor' } : {}) };
}

function show(made: Registration, format: Format): void {
  if (format.json === true) {
    printJson(made);
    return;
  }
  const lines = [`Kit ${made.kit.id} (${made.kit.name})`];
  if (made.credentials === null)
    lines.push('It has no credential: it is fed through open doors only, and its readings say so.');
  else
    lines.push(
      '',
      `  user name  ${made.credentials.username}`,
      `  password   ${made.credentials.password}   (shown only now)`,
    );
  lines.push(
    '',
    `  publish to ${made.topics.publish.join('\n             ')}`,
    `  receipts   ${made.topics.receipts}`,
  );
  if (made.settings.length > 0)
    lines.push(
      '',
      'Settings of the firmware:',
      ...made.settings.map(({ name, value }) => `  ${name}: ${value}`),
    );
  printLines(lines);
}

function registerCommand(): Command {
  return new Command('register')
    .description('register a kit; prints its credentials once')
    .requiredOption('--name <name>', 'what people call it')
    .option('--id <id>', 'its id (made from the name when absent)')
    .option('--model <model>', 'open-hardware model, see /api/v1/kit-models')
    .option('--dialect <protocol>', 'protocol that its firmware speaks: native, smart-citizen, airrohr')
    .option('--external-id <id>', 'identifier that the firmware sends (Smart Citizen token, airRohr chip id)')
    .option('--project <id>', 'project it belongs to')
    .option('--lat <degrees>', 'latitude of its exact, private position', Number)
    .option('--lon <degrees>', 'longitude of its exact, private position', Number)
    .option('--precision <metres>', `grid of the published position: ${PRECISIONS.join(', ')}`, Number)
    .addOption(new Option('--licence <spdx>', 'licence of its readings').choices([...LICENCES]))
    .option('--steward <who>', 'who runs it, as the public may read it')
    .option('--time-zone <zone>', 'zone of times it writes without one')
    .option('--indoor', 'it hangs indoors')
    .option('--open', 'it cannot authenticate: no token, fed only through doors that the operator opens')
    .option('--json', 'print JSON')
    .action((flags: RegisterFlags, command: Command) =>
      withHouse(command, async ({ client, running }) => {
        show(await client.call<Registration>('POST', '/api/v1/kits', bodyOf(flags)), flags);
        if (flags.json !== true && running?.mqtt?.includes('//127.0.0.1') === true)
          say(
            'The server listens on this machine only. For kits on the network start it with: npx superilla up --lan',
          );
      }),
    );
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
        show(await client.call<Registration>('POST', path, { overlapHours: flags.overlap }), flags);
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
          show(answer, flags);
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
