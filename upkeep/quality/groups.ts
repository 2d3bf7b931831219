import type { HourMark } from '../../domain/hour-mark.ts';

const HOUR = 3_600_000;
/** Kits that are read together, and how much longer what is read may be than what one of them needs. */
const KITS = 250;
const SLACK = 6 * HOUR;

/** The first and last hour of a kit that are to be judged, UTC ms. */
export interface KitSpan {
  readonly kit: string;
  readonly first: number;
  readonly last: number;
}

/** Kits that are read together. */
export interface Group {
  readonly kits: readonly KitSpan[];
  /** Over all kits. */
  readonly first: number;
  readonly last: number;
}

function spansOf(marks: readonly HourMark[]): KitSpan[] {
  const spans = new Map<string, KitSpan>();
  for (const { kit, hour } of marks) {
    const { first = hour, last = hour } = spans.get(kit) ?? {};
    spans.set(kit, { kit, first: Math.min(first, hour), last: Math.max(last, hour) });
  }
  return [...spans.values()];
}

/** Divides kits into groups of those whose hours lie close together. */
export function groupsOf(marks: readonly HourMark[]): Group[] {
  const sorted = spansOf(marks).sort((a, b) => a.first - b.first || a.last - b.last);
  const groups: { kits: KitSpan[]; first: number; last: number; least: number }[] = [];
  for (const span of sorted) {
    const group = groups.at(-1);
    const last = Math.max(group?.last ?? span.last, span.last);
    const least = Math.min(group?.least ?? Number.POSITIVE_INFINITY, span.last - span.first);
    if (group === undefined || group.kits.length >= KITS || last - group.first > least + SLACK)
      groups.push({ kits: [span], first: span.first, last: span.last, least: span.last - span.first });
    else {
      group.kits.push(span);
      group.last = last;
      group.least = least;
    }
  }
  return groups;
}
