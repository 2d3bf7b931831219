import { useState } from 'preact/hooks';
import type { AnnotationKind } from '../../../../../domain/annotation.ts';
import {
  type AnnotationDraft,
  type AnnotationView,
  annotationOf,
  KIND_WORDS,
  LONGEST_NOTE,
} from '../../annotations.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { WordKey } from '../../i18n/words.ts';

const KINDS = Object.keys(KIND_WORDS) as AnnotationKind[];
const EMPTY: AnnotationDraft = { kind: 'barbecue', from: '', to: '', note: '' };

interface FieldsProps {
  readonly draft: AnnotationDraft;
  change(part: Partial<AnnotationDraft>): void;
}

function KindField({ draft, change }: FieldsProps) {
  const { say } = useSpeech();
  return (
    <div class="field">
      <label for="annotate-kind">{say('annotate_kind')}</label>
      <select
        id="annotate-kind"
        value={draft.kind}
        onChange={(event) => change({ kind: event.currentTarget.value as AnnotationKind })}
        aria-describedby="annotate-kind-hint"
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say(KIND_WORDS[kind])}
          </option>
        ))}
      </select>
      <p class="hint" id="annotate-kind-hint">
        {say('annotate_kind_hint')}
      </p>
    </div>
  );
}

function PeriodFields({ draft, change, wrong }: FieldsProps & { wrong: WordKey | undefined }) {
  const { say } = useSpeech();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      <div class="pair">
        {(['from', 'to'] as const).map((end) => (
          <div class="field" key={end}>
            <label for={`annotate-${end}`}>{say(`annotate_${end}`)}</label>
            <input
              id={`annotate-${end}`}
              type="datetime-local"
              required
              value={draft[end]}
              onInput={(event) => change({ [end]: event.currentTarget.value })}
              aria-describedby="annotate-zone annotate-wrong"
              aria-invalid={end === 'to' && wrong !== undefined ? 'true' : undefined}
            />
          </div>
        ))}
      </div>
      <div class="field">
        <p class="hint" id="annotate-zone">
          {say('annotate_zone', { zone: timeZone })}
        </p>
        <p class="wrong" id="annotate-wrong" role="alert">
          {wrong !== undefined && say(wrong)}
        </p>
      </div>
    </>
  );
}

function NoteField({ draft, change }: FieldsProps) {
  const { say } = useSpeech();
  return (
    <div class="field">
      <label for="annotate-note">
        {say('annotate_note')} <span class="quiet">{say('annotate_optional')}</span>
      </label>
      <input
        id="annotate-note"
        type="text"
        maxLength={LONGEST_NOTE}
        value={draft.note}
        onInput={(event) => change({ note: event.currentTarget.value })}
        aria-describedby="annotate-note-hint"
      />
      <p class="hint" id="annotate-note-hint">
        {say('annotate_note_hint', { n: LONGEST_NOTE })}
      </p>
    </div>
  );
}

export interface AnnotationFormProps {
  readonly busy: boolean;
  /** Whether it was kept: then the form is empty again. */
  save(annotation: Omit<AnnotationView, 'id'>): Promise<boolean>;
}

/** Asks what is to be noted of which period. */
export function AnnotationForm({ busy, save }: AnnotationFormProps) {
  const { say } = useSpeech();
  const [draft, setDraft] = useState(EMPTY);
  const [wrong, setWrong] = useState<WordKey>();
  const change = (part: Partial<AnnotationDraft>) => setDraft((old) => ({ ...old, ...part }));
  const submit = async (event: Event) => {
    event.preventDefault();
    const annotation = annotationOf(draft);
    setWrong(typeof annotation === 'string' ? annotation : undefined);
    if (typeof annotation === 'string') return document.getElementById('annotate-to')?.focus();
    if (await save(annotation)) setDraft({ ...EMPTY, kind: draft.kind });
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <KindField draft={draft} change={change} />
      <PeriodFields draft={draft} change={change} wrong={wrong} />
      <NoteField draft={draft} change={change} />
      <button type="submit" disabled={busy}>
        {say('annotate_save')}
      </button>
    </form>
  );
}
