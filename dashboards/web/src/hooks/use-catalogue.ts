import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Phenomenon } from '../api-types.ts';
import { useSpeech } from '../i18n/speech.ts';
import { shownUnit } from '../shown.ts';

/** Phenomena by id, as the API lists them. */
export type Catalogue = ReadonlyMap<string, Phenomenon>;

export const CatalogueContext = createContext<Catalogue>(new Map());

/** What a page says of a phenomenon, in the reader's language. */
export interface Described {
  readonly id: string;
  readonly name: string;
  /** Unit that values are shown in. */
  readonly unitLabel: string;
  readonly decimals: number;
  /** Place in the catalogue; unknown quantities come last. */
  readonly rank: number;
}

/** A function that describes phenomena. A quantity that the catalogue lacks goes by its own id, without `x_`. */
export function useCatalogue(): (id: string) => Described {
  const catalogue = useContext(CatalogueContext);
  const { lang } = useSpeech();
  const ranks = [...catalogue.keys()];
  return (id) => {
    const known = catalogue.get(id);
    if (known === undefined) {
      const name = id.replace(/^x_/, '').replaceAll('_', ' ');
      return { id, name, unitLabel: '', decimals: 2, rank: ranks.length };
    }
    const { unitLabel, decimals } = shownUnit(known.unit) ?? known;
    return { id, name: known.names[lang], unitLabel, decimals, rank: ranks.indexOf(id) };
  };
}
