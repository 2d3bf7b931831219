/** User name and password of an HTTP Basic credential (RFC 7617). */
export interface BasicCredential {
  readonly user: string;
  readonly password: string;
}

/** Base64 of at most 512 characters, its padding at the end only (RFC 4648 section 4). */
const BASIC = /^basic +([A-Za-z0-9+/]{1,512}={0,2})$/i;
const LONGEST = 512;

/** Reads an Authorization header; undefined where there is none, or where it is not Basic as RFC 7617 has it. */
export function basicCredential(header: string | undefined): BasicCredential | undefined {
  const encoded = BASIC.exec(header ?? '')?.[1];
  if (encoded === undefined || encoded.length > LONGEST) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
