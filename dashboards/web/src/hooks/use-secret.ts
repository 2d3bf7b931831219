import { useCallback, useState } from 'preact/hooks';

/** A password or token as it is kept until the tab is closed: never in an address, never sent unasked. */
export interface Secret {
  readonly value: string | undefined;
  keep(value: string): void;
  forget(): void;
}

function stored(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    // A browser that keeps nothing: the page itself still remembers.
    return undefined;
  }
}

function store(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {}
}

/** The secret kept under `key` in this tab. */
export function useSecret(key: string): Secret {
  const [value, setValue] = useState(() => stored(key));
  const put = useCallback(
    (next: string | undefined) => {
      store(key, next);
      setValue(next);
    },
    [key],
  );
  return { value, keep: put, forget: useCallback(() => put(undefined), [put]) };
}
