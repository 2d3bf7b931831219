import { type BasicCredential, basicCredential } from '../../domain/credential.ts';

/** What an Authorization header claims (RFC 7617 Basic, RFC 6750 Bearer). */
export type Credentials =
  | ({ readonly scheme: 'basic' } & BasicCredential)
  | { readonly scheme: 'bearer'; readonly token: string };

/** A token as RFC 6750 section 2.1 spells it; ours are much shorter than the bound. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i;

/** The credentials of a header; undefined where it is of another scheme or malformed. */
export function credentialsOf(header: string): Credentials | undefined {
  const token = BEARER.exec(header)?.[1];
  if (token !== undefined) return { scheme: 'bearer', token };
  const basic = basicCredential(header);
  return basic && { scheme: 'basic', ...basic };
}
