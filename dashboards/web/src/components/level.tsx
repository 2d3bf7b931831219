import { useSpeech } from '../i18n/speech.ts';
import type { Level as Trust } from '../trust-types.ts';

const SIGNS: Readonly<Record<Trust, string>> = { good: '✓', not_evaluated: '○', suspect: '△', bad: '✕' };

/** How far the checks trust a value: a sign and a word. */
export function Level({ level }: { level: Trust }) {
  const { say } = useSpeech();
  return (
    <p class={`level level-${level}`}>
      <span aria-hidden="true">{SIGNS[level]}</span> {say(`level_${level}`)}
    </p>
  );
}
