import { Command } from 'commander';
import { type Format, printJson, printLines } from '../output.ts';
import { withHouse } from '../settings.ts';

function demoSwitch(state: 'on' | 'off', description: string): Command {
  return new Command(state)
    .description(description)
    .option('--json', 'print JSON')
    .action((flags: Format, command: Command) =>
      withHouse(command, async ({ client, running }) => {
        const answer = await client.call<{ demo: string }>('POST', `/admin/demo/${state}`);
        if (flags.json === true) printJson(answer);
        else if (state === 'off')
          printLines(['The demonstration is off: its kits, readings, projects and places are removed.']);
        else
          printLines([
            running === undefined
              ? 'The demonstration starts with the server, while no real kit is registered.'
              : 'The demonstration runs.',
          ]);
      }),
    );
}

/** `superilla demo on|off` */
export function demoCommand(): Command {
  return new Command('demo')
    .description('the demonstration district')
    .addCommand(demoSwitch('on', 'show it'))
    .addCommand(demoSwitch('off', 'end it and remove everything of it'));
}
