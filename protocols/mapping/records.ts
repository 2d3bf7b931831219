import { parse } from 'csv-parse/sync';
import type { Mapping } from '../../domain/mapping.ts';

/** One line of a CSV message. */
export interface CsvRecord {
  readonly line: number;
  /** The cell of a column, by its header or its number from 1; undefined where there is none. */
  cell(at: string): string | undefined;
}

/** The records of a CSV message, or in words what is wrong with it. */
export function recordsOf(text: string, { delimiter, header }: Mapping): CsvRecord[] | string {
  let rows: string[][];
  try {
    rows = parse(text, {
      ...{ delimiter, trim: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true },
      max_record_size: 65_536,
    });
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 80) : String(error);
  }
  const names = header ? (rows[0] ?? []) : [];
  return rows.slice(header ? 1 : 0).map((cells, index) => ({
    line: index + (header ? 2 : 1),
    cell: (at) => {
      const named = names.indexOf(at);
      return cells[named < 0 ? Number(at) - 1 : named];
    },
  }));
}
