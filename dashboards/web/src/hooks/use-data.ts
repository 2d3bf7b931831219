import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, type Credentials, type Failure } from '../api.ts';

export interface Data<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
  /** Changes what is shown without asking the server, as live readings do. */
  change(how: (value: T) => T): void;
}

interface State<T> {
  /** Of which question it is the answer. */
  readonly path?: string | undefined;
  readonly credentials?: Credentials | undefined;
  readonly value?: T;
  readonly failure?: Failure;
}

/** A failure beside the value that the same question brought before. */
function failed<T>(old: State<T>, now: State<T>): State<T> {
  const isSame = old.path === now.path && old.credentials === now.credentials;
  return { ...(isSame ? old : {}), ...now };
}

/** What the API answers under `path`; nothing is asked while it is undefined. A reload keeps the old value until the new one is there. */
export function useData<T>(path: string | undefined, credentials?: Credentials): Data<T> {
  const [state, setState] = useState<State<T>>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    const control = new AbortController();
    ask<T>(path, { signal: control.signal, credentials }).then(
      (answer) => {
        if (control.signal.aborted) return;
        if ('ok' in answer) setState({ path, credentials, value: answer.ok });
        else setState((old) => failed(old, { path, credentials, failure: answer.failure }));
      },
      () => undefined,
    );
    return () => control.abort();
  }, [path, round, credentials]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const change = useCallback((how: (value: T) => T) => {
    setState((old) => (old.value === undefined ? old : { ...old, value: how(old.value) }));
  }, []);
  const mine = state.path === path && state.credentials === credentials ? state : {};
  return { value: mine.value, failure: mine.failure, reload, change };
}
