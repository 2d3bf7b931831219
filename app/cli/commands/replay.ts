import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ReplayState } from '../../../firmware-sim/replay/replay.ts';
import { ARCHIVES } from '../../../protocols/catalogue.ts';
import type { Client } from '../client.ts';
import { connectWithBroker } from '../connect.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines, say } from '../output.ts';
import { settings } from '../settings.ts';
import { Stop } from '../stop.ts';

interface ReplayFlags extends Format {
  readonly as?: string;
  readonly phenomenon?: string;
  readonly speed: number | 'max';
  readonly project?: string;
}

interface Known {
  readonly kits: readonly { readonly id: string; readonly externalId?: string | null }[];
}

function speedOf(text: string): number | 'max' {
  if (text === 'max') return text;
  const speed = Number(text);
  if (!(speed > 0)) throw new InvalidArgumentError('a number above 0, or max');
  return speed;
}

/** Finds or registers the kit of an archive's sensor, and gets a pass of this run for it. */
function registrar(client: Client, project: string | undefined) {
  return async (
    externalId: string,
    archive: string,
    position?: { lat: number; lon: number },
  ): Promise<{ kit: string; token: string }> => {
    const query = new URLSearchParams({ externalId, dialect: 'native' });
    const { kits } = await client.call<Known>('GET', `/admin/kits?${query}`);
    let kit = kits[0]?.id;
    if (kit === undefined) {
      const body = {
        name: `${archive} ${externalId}`,
        externalId,
        dialect: 'native',
        position,
        project,
        precision: 0,
        description: `Replayed from a ${archive} archive.`,
      };
      const made = await client.call<{ kit: { id: string } }>('POST', '/api/v1/kits', body);
      kit = made.kit.id;
    }
    const pass = await client.call<{ password: string }>(
      'POST',
      `/admin/kits/${encodeURIComponent(kit)}/pass`,
    );
    return { kit, token: pass.password };
  };
}

async function run(files: readonly string[], flags: ReplayFlags, command: Command): Promise<void> {
  const { replay } = await import('../../../firmware-sim/replay/replay.ts');
  const connection = await connectWithBroker(settings(command));
  const bar = new SingleBar({
    format: 'sent {bar} {percentage}%  {acknowledged} acknowledged of {sent}, {rows} rows',
    hideCursor: true,
    noTTYOutput: false,
  });
  const showBar = process.stderr.isTTY === true;
  if (showBar) bar.start(1, 0, { acknowledged: 0, sent: 0, rows: 0 });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    const summary = await replay({
      files: [...files],
      speed: flags.speed,
      mqttUrl: connection.mqtt,
      register: registrar(connection.client, flags.project),
      onProgress: (state: ReplayState) => {
        if (showBar)
          bar.update(state.fraction, {
            acknowledged: state.acknowledged,
            sent: state.sent,
            rows: state.rows,
          });
      },
      signal: stop.signal,
      ...(flags.as === undefined ? {} : { as: flags.as }),
      ...(flags.phenomenon === undefined ? {} : { phenomenon: flags.phenomenon }),
    }).catch((error: unknown) => {
      throw new Stop(error instanceof Error ? error.message : String(error));
    });
    if (showBar) bar.stop();
    await connection.client.call('POST', '/admin/settle');
    if (flags.json === true) printJson(summary);
    else {
      printLines([
        `${summary.rows} rows of ${summary.files} files from ${summary.kits} kits: ${summary.readings} readings sent, ${summary.acknowledged} acknowledged, ${summary.missing} cells without a reading.`,
      ]);
      for (const fault of summary.faults.slice(0, 20)) say(`  ${fault}`);
    }
    if (summary.faults.length > 0) process.exitCode = EXIT.partly;
  } finally {
    if (showBar) bar.stop();
    await connection.client.close();
  }
}

/** `superilla replay`: sends real archives through the broker, row by row, with their original times. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('send archive files (CSV, also .gz) through the broker as if their kits sent them')
    .argument('<files...>', 'files to send')
    .addOption(
      new Option(
        '--as <archive>',
        'which archive they come from (found by their header when absent)',
      ).choices(ARCHIVES.map((a) => a.id)),
    )
    .option('--phenomenon <id>', 'phenomenon of the values, for archives that name none')
    .option('--speed <factor>', 'times the original pace, or max', speedOf, 'max')
    .option('--project <id>', 'project of kits that are registered for it')
    .option('--json', 'print JSON')
    .action(run);
}
