import { useEffect, useRef, useState } from 'preact/hooks';
import type { KitReading } from '../api-types.ts';
import { type LiveState, listenLive } from '../live.ts';

export interface LiveUse {
  readings(readings: readonly KitReading[]): void;
  reset(): void;
}

/** Listens to the live stream while the component stands; answers how the connection is. */
export function useLive(filter: string, use: LiveUse): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const newest = useRef(use);
  newest.current = use;
  useEffect(
    () =>
      listenLive({
        filter,
        readings: (readings) => newest.current.readings(readings),
        reset: () => newest.current.reset(),
        state: setState,
      }),
    [filter],
  );
  return state;
}
