import { Command, Option } from 'commander';
import { LICENCES } from '../../../domain/kit.ts';
import { ARCHIVES } from '../../../protocols/catalogue.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, printTable, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { type ImportFlags, importCommandAction } from './stations-import.ts';
import type { StationDone } from './stations-words.ts';

interface AddFlags extends Format {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly steward?: string;
  readonly licence?: string;
  readonly project?: string;
  readonly description?: string;
  readonly timeZone?: string;
}

interface Listed {
  readonly kits: readonly {
    readonly id: string;
    readonly name: string;
    readonly official: boolean;
    readonly licence: string;
    readonly steward: string;
    readonly lastHeard: string | null;
  }[];
}

const licenceOption = () => new Option('--licence <spdx>', 'licence of the values').choices([...LICENCES]);

async function add(id: string, flags: AddFlags, command: Command): Promise<void> {
  const { lat, lon, json, ...fields } = flags;
  const station = { id, precision: 0, position: { lat, lon }, ...fields };
  await withHouse(command, async ({ client }) => {
    const { stations } = await client.call<{ stations: StationDone[] }>('POST', '/admin/stations', {
      dry: false,
      stations: [station],
    });
    const [done] = stations;
    if (json === true) printJson(done);
    if (done === undefined || done.fate === 'refused') {
      process.exitCode = EXIT.refused;
      say(`Not registered: ${done?.words ?? 'no answer'}.`);
    } else if (json !== true) {
      const fates = { new: 'is registered', changed: 'was there and is changed', known: 'was there already' };
      printLines([
        `Official station ${done.kit} (${done.name}) ${fates[done.fate]}. It has no token: only files bring its values.`,
        `Next: superilla upload --kit ${done.kit} <file>`,
      ]);
    }
  });
}

async function list(format: Format, command: Command): Promise<void> {
  await withHouse(command, async ({ client }) => {
    const { kits } = await client.call<Listed>('GET', '/api/v1/kits');
    const stations = kits.filter(({ official }) => official);
    if (format.json === true) return printJson(stations);
    if (stations.length === 0)
      return printLines([
        'There is no official station. Take some in: superilla stations import <files…> --stations <list>',
      ]);
    printTable(
      ['STATION', 'NAME', 'STEWARD', 'LICENCE', 'TAKEN IN'],
      stations.map(({ id, name, steward, licence, lastHeard }) => {
        return [id, name, steward, licence, lastHeard ?? 'nothing yet'];
      }),
    );
  });
}

/** `superilla stations`: official reference stations, beside which kits are compared. */
export function stationsCommand(): Command {
  const root = new Command('stations').description(
    'official reference stations: take their files in, add, list',
  );
  root
    .command('import')
    .description(
      'take files with the values of many stations in, such as those of Open Data BCN; says first what that brings',
    )
    .argument('<files...>', 'files of the network, also .gz')
    .requiredOption(
      '--stations <file>',
      'list of its stations: that of Open Data BCN, or CSV with id,name,lat,lon',
    )
    .addOption(
      new Option('--as <archive>', 'what kind of files they are')
        .choices(ARCHIVES.map(({ id }) => id))
        .default('opendata-bcn'),
    )
    .option('--steward <who>', 'who runs the stations', 'Ajuntament de Barcelona (Open Data BCN)')
    .addOption(licenceOption().default('CC-BY-4.0'))
    .option('--time-zone <zone>', 'where the stations stand', 'Europe/Madrid')
    .option('--project <id>', 'project they belong to')
    .option('--apply', 'register the stations and take the values in; without it nothing is changed')
    .option('--json', 'print JSON')
    .action((files: string[], flags: ImportFlags, command: Command) =>
      importCommandAction(files, flags, command),
    );
  root
    .command('add')
    .description('register one official station; its values come with superilla upload --kit <id>')
    .argument('<id>', 'its id')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--lat <degrees>', 'latitude of its published position', Number)
    .requiredOption('--lon <degrees>', 'longitude of its published position', Number)
    .option('--steward <who>', 'who runs it')
    .addOption(licenceOption())
    .option('--description <words>', 'where it stands')
    .option('--time-zone <zone>', 'where it stands')
    .option('--project <id>', 'project it belongs to')
    .option('--json', 'print JSON')
    .action(add);
  root.command('list').description('list them').option('--json', 'print JSON').action(list);
  return root;
}
