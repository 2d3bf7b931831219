import { pipeline, Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';

/** One record of a CSV file. */
export interface CsvRow {
  /** Line of the file on which the record ends, 1 for the first. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Records longer than this are no archive's; what follows such a one is not read. */
const LONGEST_RECORD = 65_536;

interface Numbered {
  readonly record: string[];
  readonly info: InfoRecord;
}

/**
 * The records of a CSV file one by one: byte order mark, CRLF and quotes understood, empty lines left out, any number of
 * cells in a row. A file that stops being CSV ends with a row `{line, fault}`; a source that fails throws its error.
 */
export async function* csvRows(
  bytes: AsyncIterable<Buffer>,
  delimiter: ',' | ';' | '\t',
): AsyncGenerator<CsvRow | { readonly line: number; readonly fault: string }> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  // Errors of the source reach the loop below through the parser, which the pipeline destroys with them.
  pipeline(Readable.from(bytes, { objectMode: false }), parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<Numbered>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: parser.info.lines, fault: error.message };
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_VALUE = /^(?:|null|none|nan|unknown|unavailable)$/i;

/** A cell that should hold a number: the number, `missing` where it says there is none, `fault` for anything else. */
export function cellNumber(cell: string | undefined): number | 'missing' | 'fault' {
  const text = cell?.trim() ?? '';
  if (NO_VALUE.test(text)) return 'missing';
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : 'fault';
}

/** The position of two cells; undefined where they hold none. */
export function cellPosition(
  lat: string | undefined,
  lon: string | undefined,
): { readonly lat: number; readonly lon: number } | undefined {
  const [y, x] = [cellNumber(lat), cellNumber(lon)];
  if (typeof y !== 'number' || typeof x !== 'number') return undefined;
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? { lat: y, lon: x } : undefined;
}

/** The first record of a file's beginning, for recognising it: cells without quotes and byte order mark. */
export function headCells(head: string, delimiter: ',' | ';'): readonly string[] {
  const [line = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
