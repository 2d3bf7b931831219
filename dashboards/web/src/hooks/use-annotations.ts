import { useEffect } from 'preact/hooks';
import type { AnnotationView } from '../annotations.ts';
import { type Data, useData } from './use-data.ts';

/** Told to the window when a note came or went: the list beside the form is another part of the page. */
const CHANGED = 'superilla:annotations';

/** Has every list of notes on the page asked for anew. */
export function annotationsChanged(): void {
  window.dispatchEvent(new Event(CHANGED));
}

/** What was noted of a kit, oldest period first. */
export function useAnnotations(kit: string): Data<{ readonly annotations: readonly AnnotationView[] }> {
  const data = useData<{ annotations: AnnotationView[] }>(`/kits/${encodeURIComponent(kit)}/annotations`);
  const { reload } = data;
  useEffect(() => {
    window.addEventListener(CHANGED, reload);
    return () => window.removeEventListener(CHANGED, reload);
  }, [reload]);
  return data;
}
