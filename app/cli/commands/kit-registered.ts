import { type Format, printJson, printLines } from '../output.ts';

/** What the API answers of a kit that was registered, or got a new token. */
export interface Registration {
  readonly kit: { readonly id: string; readonly name: string };
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly topics: {
    readonly readings: string;
    readonly receipts: string;
    readonly publish: readonly string[];
  };
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** Shows it: credentials, once, topics and the settings of the firmware. */
export function showRegistered(made: Registration, format: Format): void {
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
