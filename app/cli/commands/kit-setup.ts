import { Command } from 'commander';
import { type Format, printJson, printLines, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';
import { documentOf } from './kit-document.ts';

interface Preview {
  readonly faults: readonly string[];
  readonly messages: readonly {
    readonly received: string;
    readonly topic: string;
    readonly found: readonly {
      readonly path: string;
      readonly phenomenon: string;
      readonly channel: string;
      readonly value: number;
      readonly unit: string;
      readonly time: string | null;
    }[];
    readonly refused: readonly { readonly path: string; readonly rule: string; readonly right: string }[];
  }[];
}

interface SetupFlags extends Format {
  readonly try?: boolean;
}

function linesOf({ received, topic, found, refused }: Preview['messages'][number]): string[] {
  return [
    `${received}  ${topic}`,
    ...found.map(({ phenomenon, channel, value, unit, time, path }) => {
      const what = channel === '' ? phenomenon : `${phenomenon}@${channel}`;
      return `  ${what} ${value} ${unit}  from ${path}, ${time ?? 'time of arrival'}`.replaceAll(
        / {3,}/g,
        '  ',
      );
    }),
    ...refused.map(({ path, rule, right }) => `  ${path || 'message'}: ${rule} ${right}`),
  ];
}

function showPreview({ faults, messages }: Preview): void {
  if (faults.length > 0) throw new Stop(faults.join('\n'));
  if (messages.length === 0) printLines(['No message of this kit is at hand to try it on.']);
  else printLines(messages.flatMap(linesOf));
}

function setupCommand(what: 'mapping' | 'meanings', description: string): Command {
  return new Command(what)
    .description(description)
    .argument('<kit>', 'id of the kit')
    .argument('<file>', 'JSON; a file that holds null takes it away')
    .option('--try', 'only show what it makes of the last messages')
    .option('--json', 'print JSON')
    .action((id: string, file: string, flags: SetupFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const path = `/api/v1/kits/${encodeURIComponent(id)}`;
        const document = await documentOf(file);
        if (flags.try === true) {
          const body = document === null ? {} : { [what]: document };
          const preview = await client.call<Preview>('POST', `${path}/mapping/preview`, body);
          return flags.json === true ? printJson(preview) : showPreview(preview);
        }
        const saved = await client.call('PUT', `${path}/${what}`, document);
        if (flags.json === true) return printJson(saved);
        printLines([`Kit ${id} is read by it from now on.`]);
        say(`Messages that came before: superilla redecode --kit ${id}`);
      }),
    );
}

/** `superilla kit mapping` */
export function mappingCommand(): Command {
  return setupCommand('mapping', 'say how the messages of a kit are read that speaks no known dialect');
}

/** `superilla kit meanings` */
export function meaningsCommand(): Command {
  return setupCommand('meanings', 'say what the names mean that a kit sends');
}
