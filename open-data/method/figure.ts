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

/** Rows of one phenomenon (and part) each, those with the same figures together, in the order they first come. */
export function grouped(
  rows: readonly {
    readonly phenomenon: string;
    readonly part?: string;
    readonly figures: readonly Figure[];
  }[],
): FigureGroup[] {
  const groups = new Map<string, FigureGroup>();
  for (const { phenomenon, part, figures } of rows) {
    const key = JSON.stringify(figures.map(({ what, value, unit }) => [what, value, unit]));
    const group = groups.get(key) ?? { phenomena: [], parts: [], figures: [...figures] };
    if (!group.phenomena.includes(phenomenon)) group.phenomena.push(phenomenon);
    if (part !== undefined && !group.parts.includes(part)) group.parts.push(part);
    groups.set(key, group);
  }
  return [...groups.values()];
}
