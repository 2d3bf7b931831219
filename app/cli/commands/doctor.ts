import { Command } from 'commander';
import type { Finding } from '../../doctor/examine.ts';
import { EXIT } from '../exit-codes.ts';
import { type Format, printJson, printLines } from '../output.ts';
import { settings } from '../settings.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'good ', note: 'note ', bad: 'BAD  ' };

/** `superilla doctor`: checks what the server stands on, and says what to do. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check ports, disk, clock, data folder and store, and say what to do')
    .option('--json', 'print JSON')
    .action(async (flags: Format, command: Command) => {
      const config = settings(command);
      const { examine } = await import('../../doctor/examine.ts');
      const findings = await examine(config);
      if (flags.json === true) printJson({ findings });
      else
        printLines(
          findings.flatMap(({ state, about, words, advice }) => [
            `${MARKS[state]} ${about}: ${words}`,
            ...(advice === undefined ? [] : [`      ${advice}`]),
          ]),
        );
      if (findings.some(({ state }) => state === 'bad')) process.exitCode = EXIT.fault;
    });
}
