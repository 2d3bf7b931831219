import { EXIT } from './exit-codes.ts';

/** Ends a command with words for the person at the terminal and an exit code. Never a bug: those are other errors. */
export class Stop extends Error {
  readonly exitCode: number;
  constructor(words: string, exitCode: number = EXIT.refused) {
    super(words);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}
