import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { BackupState } from '../../backup/door.ts';
import type { Manifest } from '../../backup/manifest.ts';
import type { Client } from '../client.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines } from '../output.ts';
import { withHouse } from '../settings.ts';
import { Stop } from '../stop.ts';

/** How often the command looks how far the server is, ms. */
const LOOK = 200;

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function showProgress({ file, bytes }: { file: string; bytes: number }): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${file} ${megabytes(bytes)}`);
}

/** Follows the backup to its end. */
async function follow(client: Client): Promise<Manifest> {
  for (;;) {
    const state = await client.call<BackupState>('GET', '/admin/backup');
    if (state.state === 'running') {
      showProgress(state);
      await sleep(LOOK);
      continue;
    }
    if (process.stderr.isTTY === true) process.stderr.write('\r\x1b[K');
    if (state.state === 'done') return state.manifest;
    throw new Stop(
      `The backup failed, and what there was of it is removed: ${state.state === 'failed' ? state.words : 'it never began'}`,
      EXIT.fault,
    );
  }
}

function words(folder: string, manifest: Manifest): string[] {
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `Backup written: ${folder}, ${manifest.files.length} files, ${megabytes(bytes)}.`,
    ...(manifest.files.some(({ path }) => path === 'readings.duckdb')
      ? []
      : [
          'The readings are in InfluxDB and are not in it: make a backup of InfluxDB with its own tools now.',
        ]),
    'It holds exact positions and hashes of tokens: keep it where only you can read it.',
  ];
}

/** `superilla backup`: everything the house is made of, in one folder, while it goes on running. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('write a backup of registry, readings and journal, also while the server runs')
    .argument('<folder>', 'empty folder, or one to be made; the server writes it')
    .option('--json', 'print JSON')
    .action((given: string, flags: Format, command: Command) =>
      withHouse(command, async ({ client }) => {
        const folder = resolve(given);
        await client.call('POST', '/admin/backup', { folder });
        const manifest = await follow(client);
        if (flags.json === true) printJson({ folder, ...manifest });
        else printLines(words(folder, manifest));
      }),
    );
}
