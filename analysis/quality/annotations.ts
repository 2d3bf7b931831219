import type { Annotation, AnnotationKind } from '../../domain/annotation.ts';
import { LEVELS } from './level.ts';
import { type Levels, levelsFor, type Series, timeAt } from './series.ts';

/** A period that whoever runs the sensor put a note on, `to` excluded. */
export type NotedPeriod = Pick<Annotation, 'kind' | 'from' | 'to'>;

const LEVEL_OF: Readonly<Record<AnnotationKind, number>> = {
  barbecue: LEVELS.suspect,
  building_site: LEVELS.suspect,
  maintenance: LEVELS.bad,
  invalid: LEVELS.bad,
  other: LEVELS.suspect,
};

/** Whether the note says that the kit was not measuring. */
export function saysInvalid({ kind }: Pick<Annotation, 'kind'>): boolean {
  return LEVEL_OF[kind] === LEVELS.bad;
}

/** `suspect` or, for maintenance and what a network itself calls invalid, `bad` within the periods; `good` outside. n log n. */
export function checkAnnotations(series: Series, annotations: readonly NotedPeriod[]): Levels {
  const levels = levelsFor(series, LEVELS.good);
  const waiting = annotations.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  let [next, open] = [0, [] as NotedPeriod[]];
  for (let i = 0; i < levels.length; i++) {
    const time = timeAt(series, i);
    for (let note = waiting[next]; note !== undefined && note.from <= time; note = waiting[++next])
      open.push(note);
    if (open.length === 0 || levels[i] === LEVELS.missing) continue;
    open = open.filter(({ to }) => to > time);
    for (const { kind } of open) levels[i] = Math.max(levels[i] as number, LEVEL_OF[kind]);
  }
  return levels;
}
