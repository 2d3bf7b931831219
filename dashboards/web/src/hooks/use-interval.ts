import { useEffect, useRef } from 'preact/hooks';

/** Calls `tick` every `ms` while the page is visible, and when it becomes visible again; never while `ms` is undefined. */
export function useInterval(tick: () => void, ms: number | undefined): void {
  const newest = useRef(tick);
  newest.current = tick;
  useEffect(() => {
    if (ms === undefined) return;
    const run = () => {
      if (!document.hidden) newest.current();
    };
    const timer = setInterval(run, ms);
    document.addEventListener('visibilitychange', run);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', run);
    };
  }, [ms]);
}
