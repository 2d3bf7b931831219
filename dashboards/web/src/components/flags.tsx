import { BAD_FLAGS, type FlagWord, flagWords, SUSPECT_FLAGS } from '../../../../domain/flags.ts';
import { DICTIONARIES, type Speech, useSpeech } from '../i18n/speech.ts';

/** Checks of the method page whose id is not the flag that they set. */
const CHECKS: ReadonlyMap<string, string> = new Map([
  ['implausible', 'range'],
  ['annotated', 'annotation'],
]);

/** Flags by which the checks doubt a value. */
const DOUBTS: ReadonlySet<string> = new Set(flagWords(BAD_FLAGS | SUSPECT_FLAGS));

/** The word of a flag in the reader's language; a flag that the pages do not know keeps its own name. */
export function flagText(flag: string, { lang, say }: Pick<Speech, 'lang' | 'say'>): string {
  const key = `flag_${flag}`;
  return key in DICTIONARIES[lang] ? say(`flag_${flag as FlagWord}`) : flag.replaceAll('_', ' ');
}

/** Where the method page explains the check that sets a flag; undefined for a flag that casts no doubt. */
export function checkLink(flag: string): string | undefined {
  return DOUBTS.has(flag) ? `/method#check-${CHECKS.get(flag) ?? flag}` : undefined;
}

/** What is to be known of a value, in words; what casts doubt on it leads to the rule. Nothing when there is nothing. */
export function Flags({ flags }: { flags: readonly string[] }) {
  const speech = useSpeech();
  if (flags.length === 0) return null;
  return (
    <ul class="flags">
      {flags.map((flag) => {
        const rule = checkLink(flag);
        const words = flagText(flag, speech);
        return (
          <li key={flag} class={rule === undefined ? undefined : 'flag-doubt'}>
            {rule === undefined ? words : <a href={rule}>{words}</a>}
          </li>
        );
      })}
    </ul>
  );
}
