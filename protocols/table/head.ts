import { isUtf8 } from 'node:buffer';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Layout, layoutOf } from './columns.ts';

/** Headers beyond this are no tables'. */
const LONGEST = 65_536;
const DELIMITERS = ['\t', ';', ','] as const;

/** How the cells of a file are told apart. */
export type Delimiter = (typeof DELIMITERS)[number];

const LINE_END = 10;
const QUOTE = 34;

/** Where the first record ends: at a line end outside quotes; undefined where it does not. */
function endOf(bytes: Buffer): number | undefined {
  let quoted = false;
  for (const [at, byte] of bytes.entries()) {
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LINE_END && !quoted) return at;
  }
  return undefined;
}

async function* inUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk));
}

/**
 * The header of a file, and the whole of it from the beginning. Where the header is no UTF-8 the file is taken for
 * Windows-1252, in which spreadsheets write °, µ and ³.
 */
export async function headOf(
  bytes: AsyncIterable<Buffer>,
): Promise<{ readonly head: string; readonly all: AsyncIterable<Buffer> }> {
  const source = bytes[Symbol.asyncIterator]();
  let read: Buffer = Buffer.alloc(0);
  let end: number | undefined;
  while (end === undefined && read.length < LONGEST) {
    const next = await source.next();
    if (next.done === true) break;
    read = Buffer.concat([read, next.value]);
    end = endOf(read);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield read;
    yield* { [Symbol.asyncIterator]: () => source };
  }
  const head = read.subarray(0, end);
  if (isUtf8(head)) return { head: head.toString('utf8'), all: whole() };
  return { head: new TextDecoder('windows-1252').decode(head), all: inUtf8(whole()) };
}

function cellsOf(head: string, delimiter: Delimiter): readonly string[] {
  const options = { delimiter, bom: true, to: 1, relax_quotes: true, relax_column_count: true } as const;
  try {
    const [cells = []] = parse(head, { ...options, skip_empty_lines: true }) as string[][];
    return cells;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [];
  }
}

/** The delimiter with which a file's beginning is a table's header; in words why there is none. */
export function delimiterOf(head: string, phenomenon?: string): Delimiter | string {
  let [words, most] = ['the file is empty', 0];
  for (const delimiter of DELIMITERS) {
    const cells = cellsOf(head, delimiter);
    const layout: Layout | string = layoutOf(cells, phenomenon);
    if (typeof layout !== 'string') return delimiter;
    if (cells.length > most) [words, most] = [layout, cells.length];
  }
  return words;
}
