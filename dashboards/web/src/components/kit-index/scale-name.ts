import type { Speech } from '../../i18n/speech.ts';
import type { WordKey } from '../../i18n/words.ts';
import type { IndexView } from '../../trust-types.ts';

const NAMES: Readonly<Record<string, WordKey>> = {
  'eaqi-2024': 'scale_eaqi_2024',
  'eaqi-before-2024': 'scale_eaqi_before_2024',
  'us-aqi-2024': 'scale_us_aqi_2024',
};

/** The name of an index in the reader's language; one that the pages do not know keeps the name that the server gives it. */
export function scaleName({ scale, name }: Pick<IndexView, 'scale' | 'name'>, { say }: Speech): string {
  const word = NAMES[scale];
  return word === undefined ? name : say(word);
}
