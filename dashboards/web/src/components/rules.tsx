import { useSpeech } from '../i18n/speech.ts';
import { ruleWords } from '../loss-words.ts';

/** What was refused, by rule, the most frequent first; nothing where nothing was. */
export function Rules({ rules }: { rules: Readonly<Record<string, number>> }) {
  const { count, lang } = useSpeech();
  const sorted = Object.entries(rules).sort(([, a], [, b]) => b - a);
  if (sorted.length === 0) return null;
  return (
    <ul class="reasons">
      {sorted.map(([code, n]) => (
        <li key={code} data-rule={code}>
          {count('losses_rule', n, { rule: ruleWords(code, lang) })}
        </li>
      ))}
    </ul>
  );
}
