import { eventually } from '../client.ts';
import type { Program } from '../program.ts';

const COLUMNS = [
  'received',
  'recovered',
  'stored',
  'rejected',
  'duplicate',
  'quarantined',
  'pending',
] as const;

/** The books as `/metrics` shows them. */
export type Books = Record<(typeof COLUMNS)[number], number>;

/** Takes one sample of `/metrics`. */
export async function booksOf(program: Program): Promise<Books> {
  const text = await (await fetch(`${program.http}/metrics`)).text();
  const read = (name: string): number =>
    Number(new RegExp(`^superilla_readings_${name}(?:_total)? (\\S+)$`, 'm').exec(text)?.[1]);
  return Object.fromEntries(COLUMNS.map((name) => [name, read(name)])) as Books;
}

/** What went in less what is accounted for: 0 in books that balance. */
export function imbalance(books: Books): number {
  const { received, recovered, stored, rejected, duplicate, quarantined, pending } = books;
  return received + recovered - (stored + rejected + duplicate + quarantined + pending);
}

/** Waits until nothing is on its way to the store, at most `ms`; gives the books then. */
export function settledBooks(program: Program, ms = 20_000): Promise<Books> {
  return eventually(
    () => booksOf(program),
    (books) => books.pending === 0,
    ms,
  );
}
