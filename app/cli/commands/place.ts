import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { PLACE_KINDS } from '../../../domain/project.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, printTable } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

interface PlaceView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
}

interface Imported {
  readonly imported: number;
  readonly refused: readonly { readonly index: number; readonly words: string }[];
}

function featuresIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Stop(`${file} cannot be read as GeoJSON: ${String(error)}`, EXIT.usage);
  }
}

/** Properties that cities keep names in. */
const NAME_PROPERTIES = ['name', 'NOM', 'nom', 'NAME', 'Name', 'nombre', 'NOMBRE'] as const;

interface ImportFlags extends Format {
  readonly kind: string;
  readonly nameFrom?: string;
  readonly idFrom?: string;
  readonly idPrefix?: string;
  readonly source?: string;
  /** As the two above were called in 0.2.0. */
  readonly name?: string;
  readonly id?: string;
}

/** The property of the first feature that holds its name, where it has a usual one. */
function nameProperty(collection: unknown): string | undefined {
  const { features } = (collection ?? {}) as { features?: readonly { properties?: object | null }[] };
  const properties = Array.isArray(features) ? features[0]?.properties : undefined;
  return NAME_PROPERTIES.find((property) => properties != null && property in properties);
}

function importQuery(flags: ImportFlags, collection: unknown): URLSearchParams {
  const given = {
    kind: flags.kind,
    name: flags.nameFrom ?? flags.name ?? nameProperty(collection),
    id: flags.idFrom ?? flags.id,
    prefix: flags.idPrefix,
    source: flags.source,
  };
  return new URLSearchParams(
    Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function printImported({ imported, refused }: Imported): void {
  const faults = refused.slice(0, 20).map(({ index, words }) => `  feature ${index}: ${words}`);
  printLines([`${imported} places imported, ${refused.length} refused.`, ...faults]);
}

function importCommand(): Command {
  return new Command('import')
    .description("bring a city's own outlines in from a GeoJSON file; done again, it replaces them")
    .argument('<file>', 'FeatureCollection in longitude and latitude (WGS 84)')
    .addOption(
      new Option('--kind <kind>', 'what they are').choices([...PLACE_KINDS]).default('neighbourhood'),
    )
    .option('--name-from <property>', 'property that holds the name (a usual one is found by itself)')
    .option('--id-from <property>', 'property that holds the id (made from the name when absent)')
    .option('--id-prefix <words>', 'put before every id: both districts and neighbourhoods may be numbered')
    .option('--source <words>', 'where they come from, and their licence')
    .addOption(new Option('--name <property>').hideHelp())
    .addOption(new Option('--id <property>').hideHelp())
    .option('--json', 'print JSON')
    .action((file: string, flags: ImportFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const collection = featuresIn(file);
        const query = importQuery(flags, collection);
        const result = await client.call<Imported>('POST', `/api/v1/places/import?${query}`, collection);
        if (flags.json === true) printJson(result);
        else printImported(result);
        if (result.refused.length > 0) process.exitCode = EXIT.partly;
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('list the places')
    .option('--json', 'print JSON')
    .action((flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const { places } = await client.call<{ places: PlaceView[] }>('GET', '/api/v1/places');
        if (flags.json === true) printJson({ places });
        else
          printTable(
            ['ID', 'NAME', 'KIND', 'SOURCE'],
            places.map((p) => [p.id, p.name, p.kind, p.source.slice(0, 50)]),
          );
      }),
    );
}

function removeCommand(): Command {
  return new Command('remove')
    .description('remove a place')
    .argument('<id>', 'id of the place')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        await client.call('DELETE', `/api/v1/places/${encodeURIComponent(id)}`);
        if (flags.json === true) printJson({ place: { id }, done: 'remove' });
        else printLines([`Place ${id} is gone.`]);
      }),
    );
}

/** `superilla place …` */
export function placeCommand(): Command {
  return new Command('place')
    .description('Superblocks, neighbourhoods, Fab Labs: outlines and points on the map')
    .addCommand(importCommand())
    .addCommand(listCommand())
    .addCommand(removeCommand());
}
