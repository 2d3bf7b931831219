import type { Span } from '../contract.ts';
import type { Database } from './database.ts';
import { numbers } from './numbers.ts';
import { type Numbered, rowsOf, type Stretch, type Unit } from './roll-up-sql.ts';

/** Times further apart than this are not looked for in one pass. */
const FAR = 7 * 86_400_000;
/** Rows of one pass: their values are all in memory, because percentiles need them. */
const PASS_ROWS = 1_000_000;

/** The spans that hours or days of a width lie in, given by their starts in order, apart where there is a long time between. */
export function spansOf(starts: readonly number[], width: number): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const start of starts) {
    const last = spans.at(-1);
    if (last !== undefined && start - last.to < FAR) last.to = start + width;
    else spans.push({ from: start, to: start + width });
  }
  return spans;
}

/** Phenomena by the table they stand in; undefined for those of the narrow one. */
type ByTable = readonly (readonly [table: string, phenomena: readonly Numbered[] | undefined])[];

/** The tables that hold these phenomena. */
export function tablesOf({ layout, phenomena }: Database, names: Iterable<string>): ByTable {
  const wanted = [...names];
  const wide = layout.tables.map(({ name }, table) => {
    const here = wanted.filter((id) => layout.places.get(id)?.table === table);
    return [name, here.map((id) => [id, phenomena.idOf(id)] as const)] as const;
  });
  const narrow = wanted.some((name) => !layout.places.has(name));
  return [...wide.filter(([, here]) => here.length > 0), ...(narrow ? [['others', undefined] as const] : [])];
}

/** What is marked of a table in a span, in stretches of so many rows as one pass takes. */
export async function stretches(
  { writer }: Database,
  table: string,
  { unit, span }: { readonly unit: Unit; readonly span: Span },
): Promise<Stretch[]> {
  const found: { span: Span; first: number; last: number }[] = [];
  let rows = 0;
  for (const [key, n] of (await numbers(writer, rowsOf(table, unit, span))) as [number, number][]) {
    const current = found.at(-1);
    if (current === undefined || rows + n > PASS_ROWS) {
      found.push({ span, first: key, last: key });
      rows = 0;
    } else current.last = key;
    rows += n;
  }
  return found;
}
