/** One line of InfluxDB's line protocol, taken apart. */
export interface Line {
  readonly measurement: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
  /** The digits of the time; empty for none. */
  readonly time: string;
}

/** A field: numbers, booleans as written (`21.5`, `3i`, `t`), strings without their quotes. */
export interface Field {
  readonly key: string;
  readonly text: string;
  readonly quoted: boolean;
}

/** Where a parser stands in a text. */
interface Cursor {
  readonly text: string;
  at: number;
}

const BLANK = ' ';

/**
 * Reads up to one of `ends` that no backslash stands before. A backslash is dropped before the characters of `escaped` and
 * is itself before any other.
 */
function word(cursor: Cursor, ends: string, escaped: string): string {
  const { text } = cursor;
  const from = cursor.at;
  let word = '';
  let start = from;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\\' && escaped.includes(text[at + 1] ?? '\n')) {
      word += text.slice(start, at);
      start = ++at;
    } else if (char === '\n' || ends.includes(char)) break;
  }
  cursor.at = at;
  return word + text.slice(start, at);
}

/** A string in quotes, which may hold anything, line ends too; undefined where the last quote is missing. */
function quoted(cursor: Cursor): string | undefined {
  const { text } = cursor;
  let word = '';
  let start = cursor.at + 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) {
      word += text.slice(start, at);
      start = ++at;
    } else if (text[at] === '"') {
      cursor.at = at + 1;
      return word + text.slice(start, at);
    }
  }
  cursor.at = text.length;
  return undefined;
}

function blanks(cursor: Cursor): void {
  while (cursor.text[cursor.at] === BLANK) cursor.at++;
}

/** The character under the cursor, which moves on when it is the one asked for. */
function take(cursor: Cursor, char: string): boolean {
  const is = cursor.text[cursor.at] === char;
  if (is) cursor.at++;
  return is;
}

function tagsOf(cursor: Cursor): ReadonlyMap<string, string> | undefined {
  const tags = new Map<string, string>();
  while (take(cursor, ',')) {
    const key = word(cursor, ',= ', ',= ');
    if (!take(cursor, '=')) return undefined;
    const value = word(cursor, ', ', ',= ');
    if (key === '' || value === '') return undefined;
    tags.set(key, value);
  }
  return tags;
}

function fieldsOf(cursor: Cursor): readonly Field[] | undefined {
  const fields: Field[] = [];
  do {
    const key = word(cursor, ',= ', ',= ');
    if (key === '' || !take(cursor, '=')) return undefined;
    const isQuoted = cursor.text[cursor.at] === '"';
    const text = isQuoted ? quoted(cursor) : word(cursor, ', ', '');
    if (text === undefined || (!isQuoted && text === '')) return undefined;
    fields.push({ key, text, quoted: isQuoted });
  } while (take(cursor, ','));
  return fields;
}

const TIME = /^-?\d{1,19}$/;

function lineAt(cursor: Cursor): Line | undefined {
  const measurement = word(cursor, ', ', ', ');
  const tags = tagsOf(cursor);
  if (measurement === '' || tags === undefined || !take(cursor, BLANK)) return undefined;
  blanks(cursor);
  const fields = fieldsOf(cursor);
  if (fields === undefined) return undefined;
  blanks(cursor);
  const time = word(cursor, BLANK, '');
  blanks(cursor);
  const ended = cursor.at >= cursor.text.length || cursor.text[cursor.at] === '\n';
  return ended && (time === '' || TIME.test(time)) ? { measurement, tags, fields, time } : undefined;
}

/** A line with its number, the first being 1; `text` where it breaks the grammar. */
export type Numbered = { readonly number: number } & ({ readonly line: Line } | { readonly text: string });

/**
 * The lines of line protocol (InfluxDB 2 reference, "Line protocol"), comments and empty lines left out. A line that
 * breaks the grammar ends at its line end, and those behind it are read.
 */
export function* linesOf(payload: string): Generator<Numbered> {
  const cursor: Cursor = { text: payload.replaceAll('\r\n', '\n'), at: 0 };
  const { text } = cursor;
  for (let number = 1; cursor.at < text.length; number++) {
    blanks(cursor);
    const start = cursor.at;
    const end = text.indexOf('\n', start);
    const first = text[start];
    const skip = first === undefined || first === '\n' || first === '#';
    const line = skip ? undefined : lineAt(cursor);
    if (line !== undefined) yield { number, line };
    else {
      cursor.at = end < 0 ? text.length : end;
      if (!skip) yield { number, text: text.slice(start, cursor.at) };
    }
    cursor.at++;
  }
}
