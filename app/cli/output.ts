/** Whether a command prints JSON for scripts instead of words. */
export interface Format {
  readonly json?: boolean;
}

/** Prints one JSON document on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** Prints lines on standard output. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Rows as columns padded to their widest cell, under a header. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)];
}

/** Prints rows as columns padded to their widest cell, under a header. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  printLines(tableLines(header, rows));
}

/** Tells the person at the terminal something that is no result: progress, advice. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}
