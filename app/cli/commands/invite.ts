import { Command } from 'commander';
import { toString as qrText } from 'qrcode';
import { type Format, printJson, printLines } from '../output.ts';
import { withHouse } from '../settings.ts';

/** `superilla invite`: a link with which a maker registers one kit. */
export function inviteCommand(): Command {
  return new Command('invite')
    .description('print a link (and QR code) with which a maker registers one kit herself')
    .option('--project <id>', 'project the kit will belong to')
    .option('--note <words>', 'words for the maker')
    .option('--days <number>', 'days the link is good for', Number, 14)
    .option('--json', 'print JSON')
    .action((flags: Format & { project?: string; note?: string; days: number }, command: Command) =>
      withHouse(command, async ({ client, running }) => {
        const body = { project: flags.project, note: flags.note, validDays: flags.days };
        const invitation = await client.call<{ url: string; token: string; expires: string }>(
          'POST',
          '/api/v1/invitations',
          body,
        );
        if (flags.json === true) {
          printJson(invitation);
          return;
        }
        printLines([
          await qrText(invitation.url, { type: 'terminal', small: true }),
          invitation.url,
          `Good for one kit until ${invitation.expires}.`,
        ]);
        if (running === undefined)
          printLines(['The server is not running: start it with `npm start` before the link is opened.']);
      }),
    );
}
