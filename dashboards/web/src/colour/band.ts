import type { WordKey } from '../i18n/words.ts';

/** One class of a colour scale. */
export interface Band {
  /** Upper bound; Infinity for the last. */
  readonly upTo: number;
  readonly colour: string;
  /** Black or white, whichever reads on the colour with at least 4.5:1. */
  readonly ink: string;
  readonly word: WordKey;
}

/** Classes in rising order, and whether a value equal to `upTo` still belongs to the class. */
export interface Scale {
  readonly bands: readonly Band[];
  readonly inclusive: boolean;
  /** What the legend says of where the bounds come from. */
  readonly note: WordKey;
}

/** The class of a value. */
export function bandOf(scale: Scale, value: number): Band | undefined {
  return scale.bands.find((band) => value < band.upTo || (scale.inclusive && value === band.upTo));
}

/** The lower bound of a class; -Infinity for the first. */
export function lowerBound(scale: Scale, band: Band): number {
  const before = scale.bands[scale.bands.indexOf(band) - 1];
  return before === undefined ? Number.NEGATIVE_INFINITY : before.upTo;
}
