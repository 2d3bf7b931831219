import { Command, CommanderError } from 'commander';
import { backupCommand } from './commands/backup.ts';
import { compareCommand } from './commands/compare.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { inviteCommand } from './commands/invite.ts';
import { kitCommand } from './commands/kit.ts';
import { moveCommand } from './commands/move.ts';
import { placeCommand } from './commands/place.ts';
import { projectCommand } from './commands/project.ts';
import { quarantineCommand } from './commands/quarantine.ts';
import { redecodeCommand } from './commands/redecode.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { retentionCommand } from './commands/retention.ts';
import { stationsCommand } from './commands/stations.ts';
import { upCommand } from './commands/up.ts';
import { uploadCommand } from './commands/upload.ts';
import { EXIT } from './exit-codes.ts';
import { say } from './output.ts';
import { Stop } from './stop.ts';

const AFTER = `
Commands reach the running server over its Unix socket in the data folder; without a running server they open the folder themselves.
Settings come from SUPERILLA_… variables and from superilla.env in the current folder: see docs/CONFIGURATION.md.

Exit codes: 0 done · 1 a fault of the program or machine · 2 wrong command line or setting · 3 refused, or not there
            4 the data folder is held by a process that does not answer · 5 done in part`;

/** Gives a command and those below it the same manners: wrong words end with our exit code and the way to the help. */
function teachManners(command: Command, path: string): void {
  command.exitOverride().showHelpAfterError(`(${path} --help shows what there is)`);
  for (const below of command.commands) teachManners(below, `${path} ${below.name()}`);
}

function program(): Command {
  const root = new Command('superilla')
    .description('Open-hardware telemetry for maker districts: kits over MQTT to open data, maps and charts.')
    .option(
      '--config <file>',
      'file of settings (default: superilla.env in the current folder, when it is there)',
    )
    .addHelpText('after', AFTER);
  for (const command of [
    upCommand(),
    kitCommand(),
    projectCommand(),
    placeCommand(),
    inviteCommand(),
    replayCommand(),
    uploadCommand(),
    redecodeCommand(),
    quarantineCommand(),
    exportCommand(),
    stationsCommand(),
    compareCommand(),
    moveCommand(),
    backupCommand(),
    restoreCommand(),
    retentionCommand(),
    demoCommand(),
    doctorCommand(),
  ]) {
    root.addCommand(command);
  }
  teachManners(root, 'superilla');
  return root;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Stop) {
    say(error.message);
    return error.exitCode;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.fault;
}

try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
