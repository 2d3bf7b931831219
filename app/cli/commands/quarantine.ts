import { Command } from 'commander';
import { type Format, printJson, printLines, printTable, say } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

interface Sender {
  readonly dialect: string;
  readonly device: string;
  readonly topic: string;
  readonly kit: string;
  readonly reason: string;
  readonly messages: number;
  readonly last: string;
}

interface Message {
  readonly received: string;
  readonly topic: string;
  readonly reason: string;
  readonly text: string | null;
  readonly base64: string | null;
}

interface KeyFlags extends Format {
  readonly dialect?: string;
  readonly device?: string;
  readonly topic?: string;
  readonly of?: string;
}

interface ClaimFlags extends KeyFlags {
  readonly kit?: string;
  readonly name?: string;
  readonly open?: boolean;
}

interface Claimed {
  readonly kit: string;
  readonly entered: { readonly messages: number; readonly accepted: number; readonly refusals: object };
  readonly registered: { readonly credentials: { username: string; password: string } | null } | null;
}

function keyOf({ dialect, device, topic, of }: KeyFlags): Record<string, string> {
  const given = { dialect, device, topic, kit: of };
  const key = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]),
  );
  if (Object.keys(key).length === 0)
    throw new Stop(
      'Say whose messages: --dialect and --device, or --topic, as `superilla quarantine list` shows them.',
    );
  return key;
}

function withKey(command: Command): Command {
  return command
    .option('--dialect <protocol>', 'protocol of the messages')
    .option('--device <id>', 'identifier that they name their device by')
    .option('--topic <topic>', 'topic, where they name no device')
    .option('--of <kit>', 'kit that sent them (a clock that was wrong)')
    .option('--json', 'print JSON');
}

function listCommand(): Command {
  return new Command('list')
    .description('who is kept aside, newest first')
    .option('--json', 'print JSON')
    .action((flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const { senders } = await client.call<{ senders: readonly Sender[] }>('GET', '/api/v1/quarantine');
        if (flags.json === true) return printJson(senders);
        if (senders.length === 0) return printLines(['Nothing is kept aside.']);
        printTable(
          ['dialect', 'device', 'topic', 'kit', 'why', 'messages', 'newest'],
          senders.map((s) => [s.dialect, s.device, s.topic, s.kit, s.reason, String(s.messages), s.last]),
        );
        say('Messages are kept for a day. `superilla quarantine claim` takes them in as those of a kit.');
      }),
    );
}

function showCommand(): Command {
  return withKey(new Command('show').description('the newest messages of one sender')).action(
    (flags: KeyFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const query = new URLSearchParams(keyOf(flags));
        const { messages } = await client.call<{ messages: readonly Message[] }>(
          'GET',
          `/api/v1/quarantine/messages?${query}`,
        );
        if (flags.json === true) return printJson(messages);
        printLines(
          messages.map(({ received, topic, reason, text, base64 }) =>
            [`${received}  ${topic}  (${reason})`, `  ${text ?? `base64 ${base64}`}`].join('\n'),
          ),
        );
      }),
  );
}

function claimCommand(): Command {
  return withKey(new Command('claim').description('take the messages of one sender in as those of a kit'))
    .option('--kit <id>', 'kit that is registered already')
    .option('--name <name>', 'register a kit of this name for them')
    .option('--open', 'register it without a token, for firmware that cannot send one')
    .action((flags: ClaimFlags, command: Command) =>
      withHouse(command, async ({ client }) => {
        const of = keyOf(flags);
        if ((flags.kit === undefined) === (flags.name === undefined))
          throw new Stop(
            'Name the kit that claims them: --kit ID of one that is registered, or --name NAME for a new one.',
          );
        const body = {
          of,
          ...(flags.kit === undefined
            ? { register: { name: flags.name, open: flags.open === true } }
            : { kit: flags.kit }),
        };
        const done = await client.call<Claimed>('POST', '/api/v1/quarantine/claims', body);
        if (flags.json === true) return printJson(done);
        const credentials = done.registered?.credentials;
        printLines([
          `${done.entered.messages} messages are those of ${done.kit} now: ${done.entered.accepted} readings taken in.`,
          ...Object.entries(done.entered.refusals).map(([rule, n]) => `  ${n} refused: ${rule}`),
          ...(credentials
            ? [
                `  user name  ${credentials.username}`,
                `  password   ${credentials.password}   (shown only now)`,
              ]
            : []),
        ]);
      }),
    );
}

/** `superilla quarantine`: messages of senders that nobody knows, and what becomes of them. */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .description('messages that are kept aside: unknown senders and dialects, clocks that are wrong')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(claimCommand());
}
