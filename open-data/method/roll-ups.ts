import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import type { Averaging } from '../../domain/phenomena/phenomenon.ts';
import { STATEMENTS } from './statements.ts';
import { MEAN_NAMES } from './words.ts';

/** What is kept of hours and days, and how each phenomenon is averaged. */
export function rollUpsEntry() {
  return {
    keptNames: STATEMENTS.percentiles,
    againNames: STATEMENTS.again,
    means: (Object.keys(MEAN_NAMES) as Averaging[])
      .map((averaging) => ({
        averaging,
        names: MEAN_NAMES[averaging],
        phenomena: PHENOMENA.filter((one) => one.averaging === averaging).map(({ id }) => id),
      }))
      .filter(({ phenomena }) => phenomena.length > 0),
  };
}
