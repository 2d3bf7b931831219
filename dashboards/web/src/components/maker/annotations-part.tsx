import { useRef, useState } from 'preact/hooks';
import { type AnnotationView, KIND_WORDS, periodWords } from '../../annotations.ts';
import { ask, type Failure } from '../../api.ts';
import { annotationsChanged, useAnnotations } from '../../hooks/use-annotations.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { WordKey } from '../../i18n/words.ts';
import { failureWords } from '../failed.tsx';
import { AnnotationForm } from './annotation-form.tsx';

function useChanges({ kit, credentials }: Unlocked) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState<WordKey>();
  const path = `/kits/${encodeURIComponent(kit)}/annotations`;
  const send = async (how: Parameters<typeof ask>[1], to: string, words: WordKey): Promise<boolean> => {
    setBusy(true);
    const answer = await ask(to, { ...how, credentials });
    setBusy(false);
    const failed = 'failure' in answer ? answer.failure : undefined;
    setFailure(failed);
    setDone(failed === undefined ? words : undefined);
    // One that somebody else removed is gone from the list, too.
    annotationsChanged();
    return failed === undefined;
  };
  return {
    ...{ busy, failure, done },
    add: (body: Omit<AnnotationView, 'id'>) => send({ method: 'POST', body }, path, 'annotate_saved'),
    remove: (id: string) => send({ method: 'DELETE' }, `${path}/${id}`, 'annotate_removed'),
  };
}

interface StandingProps {
  readonly annotations: readonly AnnotationView[];
  readonly busy: boolean;
  remove(id: string): void;
}

function Standing({ annotations, busy, remove }: StandingProps) {
  const { say, lang } = useSpeech();
  if (annotations.length === 0) return <p class="quiet">{say('annotate_none')}</p>;
  return (
    <ul class="explained">
      {annotations.toReversed().map((annotation) => {
        const what = `${say(KIND_WORDS[annotation.kind])}, ${periodWords(annotation, lang)}`;
        return (
          <li key={annotation.id}>
            <span>
              {what}
              {annotation.note !== '' && <span class="quiet">{`: ${annotation.note}`}</span>}
            </span>
            <button
              type="button"
              disabled={busy}
              aria-label={say('annotate_remove_what', { what })}
              onClick={() => remove(annotation.id)}
            >
              {say('annotate_remove')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Notes on periods of the kit: a form for a new one, and those so far. */
export function AnnotationsPart({ maker }: { maker: Unlocked }) {
  const speech = useSpeech();
  const { say } = speech;
  const { value } = useAnnotations(maker.kit);
  const { busy, failure, done, add, remove } = useChanges(maker);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFull = failure?.kind === 'problem' && failure.code === 'full';
  const takeAway = async (id: string) => {
    // The button that had the focus goes with its note.
    if (await remove(id)) heading.current?.focus();
  };
  return (
    <section class="maker-part" aria-labelledby="annotate-title">
      <h3 id="annotate-title">{say('annotate_title')}</h3>
      <p>{say('annotate_intro')}</p>
      <AnnotationForm busy={busy} save={add} />
      <div role="status">
        {done !== undefined && <p class="notice">{say(done)}</p>}
        {failure !== undefined && (
          <p class="notice notice-wrong">{isFull ? say('annotate_full') : failureWords(failure, speech)}</p>
        )}
      </div>
      <h4 ref={heading} tabIndex={-1}>
        {say('annotate_standing')}
      </h4>
      {value !== undefined && (
        <Standing annotations={value.annotations} busy={busy} remove={(id) => void takeAway(id)} />
      )}
    </section>
  );
}
