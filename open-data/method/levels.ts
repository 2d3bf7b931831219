import { LEVELS, type Level } from '../../analysis/quality/level.ts';
import { BAD_FLAGS, FLAGS, type FlagWord, levelOfFlags } from '../../domain/flags.ts';
import { LEVEL_MEANS, LEVEL_NAMES } from './words.ts';

/** The levels, with the numbers that QARTOD gives them. */
export function levelEntries() {
  return (Object.entries(LEVELS) as [Level, number][]).map(([level, code]) => ({
    level,
    code,
    names: LEVEL_NAMES[level],
    means: LEVEL_MEANS[level],
  }));
}

/** Every flag, with the level of a value that has it; null for one that casts no doubt. */
export function flagEntries() {
  return (Object.entries(FLAGS) as [FlagWord, number][]).map(([flag, bit]) => {
    const level = levelOfFlags(bit, true);
    return { flag, level: level === 'good' ? null : level, counts: (bit & BAD_FLAGS) === 0 };
  });
}
