/** What an Authorization header claims (RFC 7617 Basic, RFC 6750 Bearer). */
export type Credentials =
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

/** The credentials of a header; undefined where it is of another scheme or malformed. */
export function credentialsOf(header: string): Credentials | undefined {
  const [scheme = '', rest = ''] = header.trim().split(/\s+/, 2);
  if (/^bearer$/i.test(scheme) && rest !== '') return { scheme: 'bearer', token: rest };
  if (!/^basic$/i.test(scheme)) return undefined;
  const text = Buffer.from(rest, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { scheme: 'basic', user: text.slice(0, colon), password: text.slice(colon + 1) };
}
