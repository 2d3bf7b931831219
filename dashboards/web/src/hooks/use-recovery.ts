import { useEffect } from 'preact/hooks';
import type { LiveState } from '../live.ts';
import type { Data } from './use-data.ts';

/** Asks again for what could not be loaded as soon as the live connection says that the server is back. */
export function useRecovery(
  live: LiveState,
  { failure, reload }: Pick<Data<unknown>, 'failure' | 'reload'>,
): void {
  useEffect(() => {
    if (live === 'live' && failure?.kind === 'unreachable') reload();
  }, [live, failure, reload]);
}
