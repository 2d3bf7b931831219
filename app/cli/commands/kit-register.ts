import { Command, Option } from 'commander';
import { PRECISIONS } from '../../../domain/geo.ts';
import { LICENCES } from '../../../domain/kit.ts';
import { PROTOCOLS } from '../../../protocols/catalogue.ts';
import { type Format, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { documentOf } from './kit-document.ts';
import { type Registration, showRegistered } from './kit-registered.ts';

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
  readonly gateway?: string;
  readonly mapping?: string;
  readonly meanings?: string;
  readonly indoor?: boolean;
  readonly open?: boolean;
}

async function bodyOf(flags: RegisterFlags): Promise<Record<string, unknown>> {
  const { json, lat, lon, indoor, mapping, meanings, ...fields } = flags;
  const position = lat === undefined && lon === undefined ? {} : { position: { lat, lon } };
  return {
    // Whoever writes a mapping means the dialect that reads by it.
    ...(mapping === undefined ? {} : { dialect: 'mapping', mapping: await documentOf(mapping) }),
    ...(meanings === undefined ? {} : { meanings: await documentOf(meanings) }),
    ...fields,
    ...position,
    ...(indoor === true ? { exposure: 'indoor' } : {}),
  };
}

/** `superilla kit register` */
export function registerCommand(): Command {
  return new Command('register')
    .description('register a kit; prints its credentials once')
    .requiredOption('--name <name>', 'what people call it')
    .option('--id <id>', 'its id (made from the name when absent)')
    .option('--model <model>', 'open-hardware model, see /api/v1/kit-models')
    .addOption(
      new Option('--dialect <protocol>', 'protocol that its firmware speaks').choices(
        PROTOCOLS.map(({ id }) => id),
      ),
    )
    .option('--external-id <id>', 'identifier that the firmware sends (Smart Citizen token, airRohr chip id)')
    .option('--mapping <file>', 'how its messages are read: JSON, see protocols/mapping/README.md')
    .option('--meanings <file>', 'what the names mean that it sends: JSON, {"name": {"phenomenon", "unit"}}')
    .option('--gateway <kit>', 'kit whose credential may bring its messages')
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
        const body = await bodyOf(flags);
        showRegistered(await client.call<Registration>('POST', '/api/v1/kits', body), flags);
        if (flags.json !== true && running?.mqtt?.includes('//127.0.0.1') === true)
          say(
            'The server listens on this machine only. For kits on the network start it with: npx superilla up --lan',
          );
      }),
    );
}
