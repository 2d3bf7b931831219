import { useEffect, useRef } from 'preact/hooks';
import type { Band } from '../colour/band.ts';

/** A spot of a class's colour with a dark outline; hollow without one. Never alone: a word stands beside it. */
export function Swatch({ band }: { band: Band | undefined }) {
  const spot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    spot.current?.style.setProperty('--spot', band?.colour ?? 'transparent');
  }, [band]);
  return <span ref={spot} class="swatch" aria-hidden="true" />;
}
