import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import { FIGURE_NAMES, type FigureId } from './figure-words.ts';

/** A number, or the lower and upper bound of a range (null where it is open). */
export type FigureValue = number | [number | null, number | null];

/** One figure of a method, with what it is in words. */
export interface Figure {
  readonly what: FigureId;
  readonly names: Names;
  readonly value: FigureValue;
  /** As people write it; empty for a count or a ratio. */
  readonly unit: string;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A figure in a unit. Bounds that are not finite are open. */
export function figure(what: FigureId, value: number | readonly [number, number], unit = ''): Figure {
  const names = FIGURE_NAMES[what];
  if (typeof value === 'number') return { what, names, value, unit };
  const [low, high] = value.map((bound) => (Number.isFinite(bound) ? bound : null));
  return { what, names, value: [low ?? null, high ?? null], unit };
}

/** A span of `ms` in the largest unit that it is a whole number of. */
export function spanFigure(what: FigureId, ms: number): Figure {
  if (ms % HOUR === 0) return figure(what, ms / HOUR, 'h');
  return ms % MINUTE === 0 ? figure(what, ms / MINUTE, 'min') : figure(what, ms / 1000, 's');
}

/** A share of 1 as a percentage. */
export function shareFigure(what: FigureId, share: number): Figure {
  return figure(what, Number((share * 100).toPrecision(12)), '%');
}

/** The unit of a phenomenon as people write it; empty for an unknown one. */
export function unitLabelOf(phenomenon: string): string {
  return phenomenonOf(phenomenon)?.unitLabel ?? '';
}

/** Figures that several phenomena, or parts, have in common. */
export interface FigureGroup {
  readonly phenomena: string[];
  /** Parts of kits that they hold for; empty for all. */
  readonly parts: string[];
  readonly figures: Figure[];
}

interface FigureRow {
  readonly phenomenon: string;
  readonly part?: string;
  readonly figures: readonly Figure[];
}

/** Figures in a form that two equal lists share. */
function keyOf(figures: readonly Figure[]): string {
  return JSON.stringify(figures.map(({ what, value, unit }) => [what, value, unit]));
}

/** The groups by a key, of which later ones are joined to the first by `join`. */
function merged(
  groups: readonly FigureGroup[],
  key: (group: FigureGroup) => string,
  join: (known: FigureGroup, more: FigureGroup) => void,
): FigureGroup[] {
  const found = new Map<string, FigureGroup>();
  for (const group of groups) {
    const known = found.get(key(group));
    if (known === undefined) found.set(key(group), group);
    else join(known, group);
  }
  return [...found.values()];
}

/**
 * Rows of one phenomenon (and part) each, as groups in the order they first come: phenomena of a part with the same figures
 * together, then parts with the same phenomena and figures.
 */
export function grouped(rows: readonly FigureRow[]): FigureGroup[] {
  const single = rows.map(({ phenomenon, part, figures }) => ({
    phenomena: [phenomenon],
    parts: part === undefined ? [] : [part],
    figures: [...figures],
  }));
  const byPart = merged(
    single,
    ({ parts, figures }) => `${parts.join()} ${keyOf(figures)}`,
    (known, { phenomena }) => known.phenomena.push(...phenomena),
  );
  return merged(
    byPart,
    ({ phenomena, figures }) => `${phenomena.toSorted().join()} ${keyOf(figures)}`,
    (known, { parts }) => known.parts.push(...parts),
  );
}
