import type { Annotation } from '../../domain/annotation.ts';
import type { AnnotationView } from '../schemas/annotation.ts';

/** A note as everybody may read it. */
export function annotationView({ id, kind, from, to, note }: Annotation): AnnotationView {
  return { id, kind, from: new Date(from).toISOString(), to: new Date(to).toISOString(), note };
}
