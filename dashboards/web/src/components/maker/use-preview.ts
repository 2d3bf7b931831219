import { useEffect, useState } from 'preact/hooks';
import { ask, type Failure } from '../../api.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import type { PreviewAnswer } from '../../maker-types.ts';

/** How long the writer has to pause before the document is tried, ms. */
const PAUSE = 500;

/** A document as it is written: what is wrong with it, and what it makes of the last messages. */
export interface Tried {
  /** Why the text is no JSON, as the browser says it. */
  readonly broken?: string;
  readonly failure?: Failure;
  readonly answer?: PreviewAnswer;
}

/** The document, or why the text is none. */
export function parsed(text: string): { readonly document: unknown } | { readonly broken: string } {
  try {
    return { document: JSON.parse(text) };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

/** Tries a mapping on the kit's last messages, a moment after each change of its text, and whenever `round` grows. */
export function usePreview({ kit, credentials }: Unlocked, text: string, round: number): Tried {
  const [tried, setTried] = useState<Tried>({});
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const look = async () => {
      const document = parsed(text);
      if ('broken' in document) return setTried({ broken: document.broken });
      const path = `/kits/${encodeURIComponent(kit)}/mapping/preview`;
      const body = { mapping: document.document };
      const answer = await ask<PreviewAnswer>(path, { method: 'POST', body, credentials, signal });
      if (signal.aborted) return;
      setTried('ok' in answer ? { answer: answer.ok } : { failure: answer.failure });
    };
    const timer = setTimeout(() => look().catch(() => undefined), PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [kit, credentials, text, round]);
  return tried;
}
