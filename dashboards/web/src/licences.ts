import type { Licence } from '../../../domain/kit.ts';
import type { WordKey } from './i18n/words.ts';

interface LicenceWords {
  readonly name: string;
  readonly url: string;
  readonly hint: WordKey;
}

/** Licences by SPDX id, with their own names, where their text is, and what they ask for. */
export const LICENCES: Readonly<Record<Licence, LicenceWords>> = {
  'CC-BY-4.0': {
    name: 'CC BY 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    hint: 'licence_by',
  },
  'CC0-1.0': {
    name: 'CC0 1.0',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    hint: 'licence_zero',
  },
  'ODbL-1.0': {
    name: 'ODbL 1.0',
    url: 'https://opendatacommons.org/licenses/odbl/1-0/',
    hint: 'licence_odbl',
  },
};
