import type { Stage } from './stage.ts';

export type Size = 'quick' | 'default' | 'full';

/** What a pair runs with. */
export interface Bench {
  readonly stage: Stage;
  readonly size: Size;
  /** Runs of each side; they take turns, and medians count. */
  readonly runs: number;
  /** Progress, on standard error. */
  readonly say: (words: string) => void;
}

/** What stands beside ours in a figure. */
export interface Beside {
  readonly name: string;
  readonly value: number;
}

/** One thing measured. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** Which is better; a ratio above 1 is in our favour. */
  readonly better: 'more' | 'less';
  readonly ours: number;
  readonly beside: readonly Beside[];
  /** What we ask of ourselves: of the value, and of the ratio to the first beside it. */
  readonly floor?: { readonly value?: number; readonly ratio?: number };
  /** Losses, shares of CPU and other circumstances, in words. */
  readonly notes?: readonly string[];
  /** Whether the README shows it. */
  readonly headline?: boolean;
}

/** A curve of a plot: how `y` grows with `x`. */
export interface Curve {
  readonly plot: string;
  readonly xUnit: string;
  readonly yUnit: string;
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Outcome {
  readonly figures: readonly Figure[];
  readonly curves?: readonly Curve[];
}

/** A sub-command: what it compares, and how. */
export interface Pair {
  readonly name: string;
  readonly about: string;
  readonly run: (bench: Bench) => Promise<Outcome>;
}

/** How many times ours is better than `value`. */
export function ratio({ ours, better }: Figure, value: number): number {
  return better === 'more' ? ours / value : value / ours;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
