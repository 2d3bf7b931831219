import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 4648 base32 in lower case: fits MQTT passwords, URLs and being read aloud. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Longer texts are no tokens: hashing what a stranger sent must stay cheap. */
const LONGEST = 64;

/** A digest that no token has, compared with where there is none, so that the answer takes as long. */
const NONE = Buffer.alloc(32);

/** `length` random characters of five bits each. */
export function randomWord(length: number): string {
  let word = '';
  for (const byte of randomBytes(length)) word += ALPHABET[byte & 31];
  return word;
}

/** A new token: 26 characters, 130 random bits. */
export function newToken(): string {
  return randomWord(26);
}

/** SHA-256 of a token. No salt: the tokens are random, not chosen. */
export function digestOf(token: string): Buffer {
  return hash('sha256', token.slice(0, LONGEST), 'buffer');
}

/** Whether `token` has this digest, in constant time. False where there is no digest. */
export function matches(token: string, digest: Buffer | undefined): boolean {
  const same = timingSafeEqual(digestOf(token), digest ?? NONE);
  return same && digest !== undefined && token.length <= LONGEST;
}
