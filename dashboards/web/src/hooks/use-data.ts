import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, type Failure } from '../api.ts';

export interface Data<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
  /** Changes what is shown without asking the server, as live readings do. */
  change(how: (value: T) => T): void;
}

/** What the API answers under `path`; nothing is asked while it is undefined. A reload keeps the old value until the new one is there. */
export function useData<T>(path: string | undefined): Data<T> {
  const [state, setState] = useState<{ path?: string | undefined; value?: T; failure?: Failure }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    const control = new AbortController();
    ask<T>(path, { signal: control.signal }).then(
      (answer) => {
        if (control.signal.aborted) return;
        if ('ok' in answer) setState({ path, value: answer.ok });
        else setState((old) => ({ ...(old.path === path ? old : { path }), failure: answer.failure }));
      },
      () => undefined,
    );
    return () => control.abort();
  }, [path, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const change = useCallback((how: (value: T) => T) => {
    setState((old) => (old.value === undefined ? old : { ...old, value: how(old.value) }));
  }, []);
  const mine = state.path === path ? state : {};
  return { value: mine.value, failure: mine.failure, reload, change };
}
