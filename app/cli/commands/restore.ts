import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Manifest } from '../../backup/manifest.ts';
import { type Format, printJson, printLines } from '../output.ts';
import { settings } from '../settings.ts';
import { Stop } from '../stop.ts';

function words(manifest: Manifest, { backup, data }: { backup: string; data: string }): string[] {
  return [
    `Restored to ${data}: everything that was acknowledged before ${manifest.began}.`,
    `Next: compare ${backup}/settings.env with your settings, then start it with: superilla up`,
    ...(manifest.files.some(({ path }) => path === 'readings.duckdb')
      ? []
      : ['Before that, restore the readings to InfluxDB with its own tools.']),
  ];
}

/** `superilla restore`: a data folder from a backup. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('make the data folder (SUPERILLA_DATA) from a backup, after checking every file of it')
    .argument('<folder>', 'folder that `superilla backup` wrote')
    .option('--json', 'print JSON')
    .action(async (given: string, flags: Format, command: Command) => {
      const [backup, data] = [resolve(given), resolve(settings(command).SUPERILLA_DATA)];
      process.umask(0o077);
      let done = 0;
      const { restore } = await import('../../backup/restore.ts');
      const restored = await restore({
        ...{ backup, data },
        onBytes: (bytes) => {
          done += bytes;
          if (process.stderr.isTTY === true) process.stderr.write(`\r\x1b[K${(done / 1e6).toFixed(1)} MB`);
        },
      });
      if (process.stderr.isTTY === true) process.stderr.write('\r\x1b[K');
      if (typeof restored === 'string') throw new Stop(restored);
      if (flags.json === true) printJson({ data, ...restored });
      else printLines(words(restored, { backup, data }));
    });
}
