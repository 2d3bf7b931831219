import Sqlite from 'libsql';

/**
 * Copies the registry's file to a new one while it is in use (VACUUM INTO: one consistent state). Kits that were removed from
 * `since` on (UTC ms) are to be erased again where the copy is opened: it may meet readings older than itself.
 * Gives the version of its tables.
 */
export function copyRegistry(from: string, to: string, since: number): number {
  const source = new Sqlite(from, { readonly: true });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  const copy = new Sqlite(to);
  try {
    copy.prepare('UPDATE kit_removed SET erased = NULL WHERE removed >= ?1 OR erased >= ?1').run(since);
    return (copy.prepare('SELECT max(number) AS newest FROM migration').get() as { newest: number }).newest;
  } finally {
    copy.close();
  }
}
