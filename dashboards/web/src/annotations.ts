import type { Annotation, AnnotationKind } from '../../../domain/annotation.ts';
import type { Language } from '../../../domain/phenomena/phenomenon.ts';
import type { WordKey } from './i18n/words.ts';
import { perLanguage } from './intl.ts';

/** A note as the API answers it; times are RFC 3339, UTC. */
export interface AnnotationView extends Pick<Annotation, 'id' | 'kind' | 'note'> {
  readonly from: string;
  readonly to: string;
}

/** Characters of a note, as the API takes them. */
export const LONGEST_NOTE = 280;

const YEAR = 366 * 86_400_000;

/** What each kind of note is called, in the order that the form offers them. */
export const KIND_WORDS: Readonly<Record<AnnotationKind, WordKey>> = {
  barbecue: 'annotation_barbecue',
  building_site: 'annotation_building_site',
  maintenance: 'annotation_maintenance',
  invalid: 'annotation_invalid',
  other: 'annotation_other',
};

/** What a form of a note holds: times as `datetime-local` fields give them, in the reader's zone. */
export interface AnnotationDraft {
  readonly kind: AnnotationKind;
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

/** The note as the API takes it, with times in UTC, or what is wrong with its period. */
export function annotationOf({
  kind,
  from,
  to,
  note,
}: AnnotationDraft): Omit<AnnotationView, 'id'> | WordKey {
  const [begins, ends] = [new Date(from), new Date(to)];
  const length = ends.getTime() - begins.getTime();
  // Fields that are not filled in give NaN.
  if (!(length > 0)) return 'annotate_wrong_order';
  if (length > YEAR) return 'annotate_wrong_length';
  return { kind, from: begins.toISOString(), to: ends.toISOString(), note: note.trim() };
}

const PERIOD = perLanguage(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      ...{ year: 'numeric', month: 'short', day: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    }),
);

/** The period of a note in the reader's zone, with the zone named. */
export function periodWords({ from, to }: Pick<AnnotationView, 'from' | 'to'>, lang: Language): string {
  return PERIOD(lang).formatRange(Date.parse(from), Date.parse(to));
}
