import type { ArchiveReader, ArchiveRow } from '../archive.ts';
import { faultyRow, kitOfFile } from '../archive-row.ts';
import { type CsvRow, csvRows } from '../csv.ts';
import { type Layout, layoutOf } from './columns.ts';
import { type Delimiter, delimiterOf, headOf } from './head.ts';
import { labelOf, rowOf, type Table } from './row.ts';

function isDelimiter(found: Delimiter | string): found is Delimiter {
  return found.length === 1;
}

/** Loggers write their header again whenever they start. */
function isHeader(cells: readonly string[], { time, header }: Layout): boolean {
  return time.every((at) => cells[at]?.trim() === header[at]);
}

/** A row, and whether the file cannot be read beyond it. */
function rowBelow(
  { line, cells }: CsvRow,
  table: Table,
): { readonly row: ArchiveRow; readonly last: boolean } {
  const row = rowOf(line, cells, table);
  if (row !== 'month_first') return { row, last: false };
  const fault = `${labelOf(table.layout)}: dates with the month first are not read; the file is left here`;
  return { row: faultyRow(line, table.kit, fault), last: true };
}

/** The rows of a file whose delimiter is known. */
async function* rowsOf(
  bytes: AsyncIterable<Buffer>,
  delimiter: Delimiter,
  { kit, phenomenon }: Pick<Table, 'kit' | 'phenomenon'>,
): AsyncGenerator<ArchiveRow> {
  let table: Table | undefined;
  for await (const record of csvRows(bytes, delimiter)) {
    if ('fault' in record) yield faultyRow(record.line, kit, record.fault);
    else if (table === undefined || isHeader(record.cells, table.layout)) {
      const layout = layoutOf(record.cells, phenomenon);
      const faults = typeof layout === 'string' ? [layout] : layout.faults;
      if (typeof layout !== 'string') table = { layout, kit, commas: delimiter !== ',', phenomenon };
      if (faults.length > 0) yield { line: record.line, externalId: kit, readings: [], missing: 0, faults };
    } else {
      const { row, last } = rowBelow(record, table);
      yield row;
      if (last) return;
    }
  }
}

/**
 * Tables with one header line, as spreadsheets and loggers write them: a column of time and one for each quantity, or one
 * each for the name of the quantity and its value, as the platform's own exports are. What one of `others` knows is none.
 */
export function tableReader(others: readonly ArchiveReader[]): ArchiveReader {
  return {
    id: 'table',
    recognises(head) {
      return isDelimiter(delimiterOf(head)) && !others.some((other) => other.recognises(head));
    },
    async *read(bytes, { file, phenomenon }) {
      const kit = kitOfFile(file) || 'table';
      const { head, all } = await headOf(bytes);
      const delimiter = delimiterOf(head, phenomenon);
      if (isDelimiter(delimiter)) yield* rowsOf(all, delimiter, { kit, phenomenon });
      else yield faultyRow(1, kit, delimiter);
    },
  };
}
