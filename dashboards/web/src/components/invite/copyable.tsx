import { useState } from 'preact/hooks';
import { useSpeech } from '../../i18n/speech.ts';

type Outcome = 'copy' | 'copied' | 'copy_failed';

/** A text with its name and a button that copies it; where the browser forbids that, it says to select the text. */
export function Copyable({ name, text, block = false }: { name: string; text: string; block?: boolean }) {
  const { say } = useSpeech();
  const [outcome, setOutcome] = useState<Outcome>('copy');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('copy_failed');
    }
  };
  return (
    <div class={block ? 'copyable copyable-block' : 'copyable'}>
      <span class="copyable-name">{name}</span>
      <code class="copyable-text">{text}</code>
      <button type="button" aria-label={say('copy_what', { what: name })} onClick={() => void copy()}>
        {say('copy')}
      </button>
      <span role="status" class="hint">
        {outcome === 'copy' ? '' : say(outcome)}
      </span>
    </div>
  );
}
