import { z } from 'zod';
import { ANNOTATION_KINDS, annotationFieldsSchema, noteSchema } from '../../domain/annotation.ts';
import { idSchema } from '../../domain/kit.ts';
import { timeParam } from './query.ts';

const kind = z
  .enum(ANNOTATION_KINDS)
  .describe(
    '`maintenance` and `invalid` say that the kit was not measuring the air; the others that the air was its own',
  );

/** A note as it is answered. */
export const annotationViewSchema = z
  .object({
    id: idSchema,
    kind,
    from: z.iso.datetime(),
    to: z.iso.datetime().describe('Not in the period any more'),
    note: z.string().describe('As it was written; public'),
  })
  .meta({ id: 'Annotation' });
export type AnnotationView = z.infer<typeof annotationViewSchema>;

/** What is noted of a period; becomes the domain's fields, with times in UTC ms. */
export const annotateSchema = z
  .strictObject({
    kind,
    from: timeParam,
    to: timeParam,
    note: noteSchema
      .default('')
      .describe('One line, at most 280 characters. Everybody can read it: no names of people, no addresses'),
  })
  .pipe(annotationFieldsSchema)
  .meta({ id: 'AnnotationFields' });

/** Path parameters of one note. */
export const annotationParams = z.object({ id: idSchema, annotation: idSchema });
