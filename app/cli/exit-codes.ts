/** What the exit code of a command means; `superilla --help` lists them. */
export const EXIT = {
  ok: 0,
  /** A fault of the program or the machine. */
  fault: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** What was asked for was refused, or is not there. */
  refused: 3,
  /** The data folder is held by another process that does not answer. */
  locked: 4,
  /** Done in part: some of the input was refused. */
  partly: 5,
} as const;
