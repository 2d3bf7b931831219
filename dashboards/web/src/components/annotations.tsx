import { KIND_WORDS, periodWords } from '../annotations.ts';
import { useAnnotations } from '../hooks/use-annotations.ts';
import { useSpeech } from '../i18n/speech.ts';

/** What whoever runs the kit noted of periods, newest first; nothing where nothing is noted. */
export function Annotations({ kit }: { kit: string }) {
  const { say, lang } = useSpeech();
  const { value } = useAnnotations(kit);
  if (value === undefined || value.annotations.length === 0) return null;
  return (
    <section class="card" aria-labelledby="annotations-title">
      <h2 id="annotations-title">{say('annotations_title')}</h2>
      <p class="quiet">{say('annotations_intro')}</p>
      <ul class="explained">
        {value.annotations.toReversed().map((annotation) => (
          <li key={annotation.id}>
            <span>
              <strong>{say(KIND_WORDS[annotation.kind])}</strong>
              {annotation.note !== '' && `: ${annotation.note}`}
            </span>
            <span class="quiet">{periodWords(annotation, lang)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
