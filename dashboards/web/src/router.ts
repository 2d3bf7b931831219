/** A page of the site, with what its address names. */
export type Route =
  | { readonly page: 'map' }
  | { readonly page: 'kit'; readonly id: string }
  | { readonly page: 'projects' }
  | { readonly page: 'project'; readonly id: string }
  | { readonly page: 'places' }
  | { readonly page: 'place'; readonly id: string }
  | { readonly page: 'invite'; readonly token: string }
  | { readonly page: 'about' }
  | { readonly page: 'method' }
  | { readonly page: 'compare' }
  | { readonly page: 'quarantine' }
  | { readonly page: 'not-found' };

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function withName(kind: string, raw: string): Route {
  const name = decoded(raw);
  if (name === undefined || name === '') return { page: 'not-found' };
  if (kind === 'kits') return { page: 'kit', id: name };
  if (kind === 'projects') return { page: 'project', id: name };
  if (kind === 'places') return { page: 'place', id: name };
  if (kind === 'invite') return { page: 'invite', token: name };
  return { page: 'not-found' };
}

/** Pages whose address is their name. */
const PLAIN = ['projects', 'places', 'about', 'method', 'compare', 'quarantine'] as const;

/** The page of a path; a trailing slash does not matter. */
export function routeOf(pathname: string): Route {
  const [first = '', second, ...rest] = pathname.replace(/^\/+|\/+$/g, '').split('/');
  if (rest.length > 0) return { page: 'not-found' };
  if (second !== undefined) return withName(first, second);
  if (first === '') return { page: 'map' };
  return { page: PLAIN.find((page) => page === first) ?? 'not-found' };
}

/** `url` with one query parameter set, or removed when `value` is undefined. Path and query, without the origin. */
export function withParameter(url: URL, name: string, value: string | undefined): string {
  const changed = new URL(url);
  if (value === undefined) changed.searchParams.delete(name);
  else changed.searchParams.set(name, value);
  return `${changed.pathname}${changed.search}${changed.hash}`;
}
