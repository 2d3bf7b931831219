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

function importCommand(): Command {
  return new Command('import')
    .description("bring a city's own outlines in from a GeoJSON file")
    .argument('<file>', 'FeatureCollection in longitude and latitude (WGS 84)')
    .addOption(
      new Option('--kind <kind>', 'what they are').choices([...PLACE_KINDS]).default('neighbourhood'),
    )
    .option('--name <property>', 'property that holds the name (found by itself when absent)')
    .option('--id <property>', 'property that holds the id (made from the name when absent)')
    .option('--source <words>', 'where they come from, and their licence')
    .option('--json', 'print JSON')
    .action(
      (
        file: string,
        flags: Format & { kind: string; name?: string; id?: string; source?: string },
        command: Command,
      ) =>
        withHouse(command, async ({ client }) => {
          const query = new URLSearchParams();
          for (const key of ['kind', 'name', 'id', 'source'] as const)
            if (flags[key] !== undefined) query.set(key, flags[key]);
          const result = await client.call<Imported>(
            'POST',
            `/api/v1/places/import?${query}`,
            featuresIn(file),
          );
          if (flags.json === true) printJson(result);
          else {
            printLines([`${result.imported} places imported, ${result.refused.length} refused.`]);
            printLines(result.refused.slice(0, 20).map(({ index, words }) => `  feature ${index}: ${words}`));
          }
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
