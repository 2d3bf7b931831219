import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Credentials, Failure } from '../api.ts';
import type { SetupView } from '../maker-types.ts';
import { useData } from './use-data.ts';
import { useSecret } from './use-secret.ts';

/** Whether the reader has proved to be the kit's maker, and how the kit is set up then. */
export interface Maker {
  readonly kit: string;
  /** Undefined until the password was found to be right. */
  readonly credentials: Credentials | undefined;
  readonly setup: SetupView | undefined;
  /** The password that was given last is not the kit's. */
  readonly wrong: boolean;
  readonly asking: boolean;
  readonly failure: Failure | undefined;
  unlock(password: string): void;
  lock(): void;
  /** Shows another setup, as the server answered it. */
  changed(setup: SetupView): void;
  retry(): void;
}

/** The maker once the password was found to be right. */
export interface Unlocked extends Maker {
  readonly credentials: Credentials;
  readonly setup: SetupView;
}

function isRefused(failure: Failure | undefined): boolean {
  return failure?.kind === 'problem' && (failure.status === 401 || failure.status === 403);
}

/** The maker of a kit; the password is kept in this tab. */
export function useMaker(kit: string): Maker {
  const { value: password, keep, forget } = useSecret(`superilla:kit:${kit}`);
  const [wrong, setWrong] = useState(false);
  const given = useMemo(
    () => (password === undefined ? undefined : { username: kit, password }),
    [kit, password],
  );
  const path = given && `/kits/${encodeURIComponent(kit)}/setup`;
  const { value: setup, failure, reload, change } = useData<SetupView>(path, given);
  useEffect(() => {
    if (!isRefused(failure)) return;
    setWrong(true);
    forget();
  }, [failure, forget]);
  return {
    kit,
    credentials: setup && given,
    setup,
    wrong,
    asking: given !== undefined && setup === undefined && failure === undefined,
    failure: isRefused(failure) ? undefined : failure,
    unlock(text) {
      setWrong(false);
      keep(text);
    },
    lock: forget,
    changed: (next) => change(() => next),
    retry: reload,
  };
}
