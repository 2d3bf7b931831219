import { idSchema } from '../domain/kit.ts';
import { randomWord } from './secrets.ts';

/** Words that stand where an id would in the routes (`/places/import`). */
const RESERVED: ReadonlySet<string> = new Set(['import']);

/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // The Catalan ela geminada is one sound: il·lusió is illusio.
  '·': '',
  "'": '',
  '’': '',
};

/** Leaves room for the suffix within 48 characters. */
const LONGEST = 40;

/** Whether an id may not be given because a route has the word. */
export function isReserved(id: string): boolean {
  return RESERVED.has(id);
}

/** Throws RangeError for an id that is not well-formed: it becomes part of topics and URLs, so callers must have parsed it. */
export function assertId(id: string): void {
  if (!idSchema.safeParse(id).success) throw new RangeError(`not an id: ${JSON.stringify(id.slice(0, 60))}`);
}

/** A name as an id: `Plaça d'Osca 3` is `placa-dosca-3`; `fallback` where no letter or digit is left. */
export function slug(name: string, fallback: string): string {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı·'’]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return bare === '' ? fallback : bare;
}

/** An id made from a name that is neither reserved nor taken; a short random word makes it unique where it must. */
export function namedId(name: string, taken: (id: string) => boolean): string {
  const bare = slug(name, 'kit');
  let id = bare;
  while (isReserved(id) || taken(id)) id = `${bare}-${randomWord(4)}`;
  return id;
}
