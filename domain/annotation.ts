import { z } from 'zod';

/** What a note says: air that is real but only the kit's own, or a kit that was not measuring the air. */
export const ANNOTATION_KINDS = ['barbecue', 'building_site', 'maintenance', 'invalid', 'other'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** Characters of a note. */
export const MAX_NOTE = 280;

/** Notes that one kit may have. */
export const MAX_ANNOTATIONS = 200;

/** Longest period of one note, ms: a leap year. */
export const LONGEST_ANNOTATION = 366 * 86_400_000;

/** Readings are not older than that (`time_too_old`). */
const EARLIEST = Date.UTC(2010, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const instant = z
  .number()
  .int()
  .refine((time) => time >= EARLIEST && time < LATEST, 'a time from 2010 to 2099');

/** A note as text: one line. It is public, whoever wrote it. */
export const noteSchema = z
  .string()
  .trim()
  .max(MAX_NOTE)
  .regex(/^\P{Cc}*$/u, 'one line of text, without control characters');

/** What whoever looks after a kit says of a period: from `from` up to and without `to`, UTC ms. */
export const annotationFieldsSchema = z
  .strictObject({
    kind: z.enum(ANNOTATION_KINDS),
    from: instant,
    to: instant,
    note: noteSchema,
  })
  .refine(({ from, to }) => from < to, { message: 'a time after `from`', path: ['to'] })
  .refine(({ from, to }) => to - from <= LONGEST_ANNOTATION, {
    message: 'a time at most a year after `from`',
    path: ['to'],
  });
export type AnnotationFields = z.infer<typeof annotationFieldsSchema>;

/** A note of whoever looks after a kit on a period of its readings, as the registry keeps it. Public. */
export interface Annotation extends Readonly<AnnotationFields> {
  readonly id: string;
  readonly kit: string;
}
