import type { InfluxServer } from './options.ts';

/** The header that opens the server: `Token …`, `Basic …`, or none. */
export function authorization({ token, user, password }: InfluxServer): Record<string, string> {
  if (token !== undefined) return { authorization: `Token ${token}` };
  if (user === undefined) return {};
  const pair = Buffer.from(`${user}:${password ?? ''}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}
