import type { Problem } from '../../../domain/problem.ts';

/** Why a request brought nothing: the server's problem document, or that it could not be reached. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly detail: string };

export type Answer<T> = { readonly ok: T } | { readonly failure: Failure };

export interface Ask {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  /** User name and password for Basic authentication. */
  readonly credentials?: { readonly username: string; readonly password: string } | null;
  readonly signal?: AbortSignal;
}

const API = '/api/v1';

function headersOf({ body, credentials }: Ask): Headers {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (credentials)
    headers.set('authorization', `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`);
  return headers;
}

async function problemOf(response: Response): Promise<Failure> {
  const told: Partial<Problem> = await response.json().catch(() => ({}));
  const { code = '', detail = '' } = told;
  return { kind: 'problem', status: response.status, code, detail };
}

/**
 * Asks the API. `path` is relative to `/api/v1`. Never throws for what a network or a server may do: it answers a
 * failure; an aborted request rejects with the browser's AbortError.
 */
export async function ask<T>(path: string, how: Ask = {}): Promise<Answer<T>> {
  const init: RequestInit = { method: how.method ?? 'GET', headers: headersOf(how) };
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
  return { ok: (await response.json()) as T };
}

/** The address of an export of readings. Parameters that are undefined are left out. */
export function readingsAddress(query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  return `${API}/readings?${parameters}`;
}
