/** A parameter of a request's path or query, where it is a text that is not empty; the first of one that stands there several times. */
export function parameter(from: unknown, name: string): string | undefined {
  const found: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
  const value: unknown = Array.isArray(found) ? found[0] : found;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
