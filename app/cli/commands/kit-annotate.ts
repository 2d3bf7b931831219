import { Command, InvalidArgumentError, Option } from 'commander';
import { ANNOTATION_KINDS, type AnnotationKind, MAX_NOTE } from '../../../domain/annotation.ts';
import { parseIso } from '../../../domain/time.ts';
import { type Format, printJson, printLines, printTable, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';
import { zoneOf } from './kit-zone.ts';

interface AnnotationView {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

interface AnnotateFlags extends Format {
  readonly kind: AnnotationKind;
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly timeZone: string;
}

const HELP = `
Kinds: barbecue, building_site and other say that the air was real but only the kit's own: its readings become suspect.
       maintenance and invalid say that the kit was not measuring the air: its readings become bad and count nowhere.
Values stay as they are; the flags are set at the next check. Everybody can read the note: no names of people, no addresses.

Example:
  superilla kit annotate terrat --kind barbecue --from 2026-02-14T19:00 --to 2026-02-14T22:00 \\
    --time-zone Europe/Madrid --note "Calçotada on the terrace"`;

function at(flag: string, text: string, zone: string): string {
  const parsed = parseIso(text, zone);
  if (parsed !== undefined) return new Date(parsed.time).toISOString();
  throw new Stop(`${flag} ${text}: a time such as 2026-03-01T12:00, or 2026-03-01T12:00:00Z.`);
}

/** What the API is sent for these flags; a `Stop` says which time cannot be read. */
export function annotationBody({ kind, from, to, note, timeZone }: AnnotateFlags) {
  return { kind, from: at('--from', from, timeZone), to: at('--to', to, timeZone), note };
}

function noteText(text: string): string {
  if (text.trim().length <= MAX_NOTE) return text;
  throw new InvalidArgumentError(`At most ${MAX_NOTE} characters.`);
}

/** `superilla kit annotate` */
export function annotateCommand(): Command {
  return new Command('annotate')
    .description('note something of a period of a kit, for everybody to read; its readings are flagged')
    .argument('<kit>', 'id of the kit')
    .addOption(
      new Option('--kind <kind>', 'what it was').choices([...ANNOTATION_KINDS]).makeOptionMandatory(),
    )
    .requiredOption('--from <time>', 'when it began')
    .requiredOption('--to <time>', 'when it was over, at most a year later')
    .option('--note <text>', `one line of at most ${MAX_NOTE} characters`, noteText, '')
    .option('--time-zone <zone>', 'zone of times that are written without one', zoneOf, 'UTC')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action((id: string, flags: AnnotateFlags, command: Command) => {
      const body = annotationBody(flags);
      return withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}/annotations`;
        const kept = await client.call<AnnotationView>('POST', path, body);
        if (flags.json === true) return printJson(kept);
        printLines([
          `Noted of kit ${id}: ${kept.kind} from ${kept.from} to ${kept.to}. Everybody can read it.`,
        ]);
        say('Readings of the period are flagged at the next check.');
        say(`To take it back: superilla kit annotations ${id} --remove ${kept.id}`);
      });
    });
}

/** `superilla kit annotations` */
export function annotationsCommand(): Command {
  return new Command('annotations')
    .description('list what was noted of a kit, or take a note back')
    .argument('<kit>', 'id of the kit')
    .option('--remove <note>', 'id of a note to take back')
    .option('--json', 'print JSON')
    .action((id: string, flags: Format & { remove?: string }, command: Command) =>
      withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}/annotations`;
        if (flags.remove !== undefined) {
          await client.call('DELETE', `${path}/${encodeURIComponent(flags.remove)}`);
          if (flags.json === true) return printJson({ kit: id, removed: flags.remove });
          return printLines([`The note is gone; flags that it set go at the next check.`]);
        }
        const { annotations } = await client.call<{ annotations: AnnotationView[] }>('GET', path);
        if (flags.json === true) return printJson({ annotations });
        if (annotations.length === 0)
          return printLines([
            `Nothing is noted of kit ${id}. Next: superilla kit annotate ${id} --kind maintenance --from … --to …`,
          ]);
        printTable(
          ['ID', 'KIND', 'FROM', 'TO', 'NOTE'],
          annotations.map(({ id: note, kind, from, to, note: text }) => [note, kind, from, to, text]),
        );
      }),
    );
}
