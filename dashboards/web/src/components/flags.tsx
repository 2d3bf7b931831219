import type { FlagWord } from '../../../../domain/flags.ts';
import { DICTIONARIES, type Speech, useSpeech } from '../i18n/speech.ts';

/** The word of a flag in the reader's language; a flag that the pages do not know keeps its own name. */
export function flagText(flag: string, { lang, say }: Pick<Speech, 'lang' | 'say'>): string {
  const key = `flag_${flag}`;
  return key in DICTIONARIES[lang] ? say(`flag_${flag as FlagWord}`) : flag.replaceAll('_', ' ');
}

/** What is doubtful about a value, in words; nothing when nothing is. */
export function Flags({ flags }: { flags: readonly string[] }) {
  const speech = useSpeech();
  if (flags.length === 0) return null;
  return (
    <ul class="flags">
      {flags.map((flag) => (
        <li key={flag}>{flagText(flag, speech)}</li>
      ))}
    </ul>
  );
}
