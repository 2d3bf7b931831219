import { JSONPathEnvironment, type JSONPathQuery, JSONPathRecursionLimitError } from 'json-p3';

/** Levels of a document that `..` searches. */
const NESTING = 100;

const ENVIRONMENT = new JSONPathEnvironment({ maxRecursionDepth: NESTING });
// Regular expressions of a stranger may take time without end (RFC 9535, 4): paths go without functions.
ENVIRONMENT.functionRegister.clear();

/** Compiled paths by their text: mappings of a district name few different ones. */
const compiled = new Map<string, JSONPathQuery | string>();
const REMEMBERED = 2_000;

/** More than one `..` searches the document for each thing that the first found. */
function isTooGreedy(path: string): boolean {
  return path.split('..').length > 2;
}

/** A JSONPath (RFC 9535) ready to be asked, or in words what is wrong with it. */
export function compilePath(path: string): JSONPathQuery | string {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const made = compileAnew(path);
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(path, made);
  return made;
}

function compileAnew(path: string): JSONPathQuery | string {
  if (isTooGreedy(path)) return 'more than one ".." in a path is not read';
  try {
    return ENVIRONMENT.compile(path);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The values that a path finds in a document; undefined where it is nested too deeply to be searched. */
export function valuesAt(path: JSONPathQuery, document: unknown): unknown[] | undefined {
  try {
    return path.query(document as never).values();
  } catch (error) {
    if (error instanceof JSONPathRecursionLimitError || error instanceof RangeError) return undefined;
    throw error;
  }
}
