import type { ComponentChildren } from 'preact';
import type { Names } from '../../api-types.ts';
import { useSpeech } from '../../i18n/speech.ts';

export interface EntryProps {
  /** The anchor: other pages link here. */
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Anchor({ id, title }: Pick<EntryProps, 'id' | 'title'>) {
  const { say } = useSpeech();
  return (
    <a class="anchor" href={`#${id}`} aria-label={say('method_link', { title })}>
      #
    </a>
  );
}

/** A part of the method, with an address of its own. */
export function Section({ id, title, children }: EntryProps) {
  return (
    <section class="card method-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title} <Anchor id={id} title={title} />
      </h2>
      {children}
    </section>
  );
}

/** One check, correction, index, …, with an address of its own. */
export function Entry({ id, title, children }: EntryProps) {
  return (
    <article class="method-entry" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {title} <Anchor id={id} title={title} />
      </h3>
      {children}
    </article>
  );
}

/** Where something stands. Sources go by the names they were published under. */
export function Source({ of }: { of: string | readonly string[] }) {
  const { say } = useSpeech();
  const all = typeof of === 'string' ? [of] : of;
  return (
    <p class="hint">
      {say('method_source')} <span lang="en">{all.join('; ')}</span>
    </p>
  );
}

/** What stands in no source that was read. */
export function Unverified({ notes }: { notes: readonly Names[] }) {
  const { say, lang } = useSpeech();
  if (notes.length === 0) return null;
  return (
    <div class="notice unverified">
      <p>
        <strong>{say('method_unverified')}</strong>
      </p>
      <ul>
        {notes.map((note) => (
          <li key={note.en}>{note[lang]}</li>
        ))}
      </ul>
    </div>
  );
}

/** Lines of mathematics; they wrap where they must. */
export function Formula({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul class="formula">
      {lines.map((line) => (
        <li key={line}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  );
}
