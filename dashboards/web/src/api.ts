import type { Problem } from '../../../domain/problem.ts';

/** Why a request brought nothing: the server's problem document, or that it could not be reached. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly detail: string };

export type Answer<T> = { readonly ok: T } | { readonly failure: Failure };

/** What proves who asks: user name and password of a kit, or the administrator's token. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly token: string };

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly credentials?: Credentials | null | undefined;
  readonly signal?: AbortSignal;
}

/** Where the API is. */
export const API = '/api/v1';

/** The Authorization header. Header values are bytes: what goes beyond Latin-1 in a mistyped password is sent as UTF-8. */
export function authorization(credentials: Credentials): string {
  if ('token' in credentials) return `Bearer ${encodeURIComponent(credentials.token)}`;
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function headersOf({ body, credentials }: Ask): Headers {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (credentials) headers.set('authorization', authorization(credentials));
  return headers;
}

/** The failure that a problem document tells of. */
export function failureOf(status: number, told: Partial<Problem>): Failure {
  const { code = '', detail = '' }: Partial<Record<'code' | 'detail', string>> = told;
  return { kind: 'problem', status, code, detail };
}

async function problemOf(response: Response): Promise<Failure> {
  return failureOf(response.status, await response.json().catch(() => ({})));
}

/**
 * Asks the API. `path` is relative to `/api/v1`. Never throws for what a network or a server may do: it answers a
 * failure; an aborted request rejects with the browser's AbortError.
 */
export async function ask<T>(path: string, how: Ask = {}): Promise<Answer<T>> {
  // Without credentials of its own the browser does not ask for any when the server says that some are needed.
  const init: RequestInit = { method: how.method ?? 'GET', headers: headersOf(how), credentials: 'omit' };
  if (how.body !== undefined) init.body = JSON.stringify(how.body);
  if (how.signal) init.signal = how.signal;
  let response: Response;
  try {
    response = await fetch(`${API}${path}`, init);
  } catch (error) {
    if (how.signal?.aborted === true) throw error;
    return { failure: { kind: 'unreachable' } };
  }
  if (!response.ok) return { failure: await problemOf(response) };
  // An answer without a body is for questions whose `T` is undefined.
  return { ok: (response.status === 204 ? undefined : await response.json()) as T };
}

/** The address of an export of readings. Parameters that are undefined are left out. */
export function readingsAddress(query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  return `${API}/readings?${parameters}`;
}
