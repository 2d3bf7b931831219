import { useEffect, useRef } from 'preact/hooks';

/** A spot of an official colour with a dark outline. Never alone: a word stands beside it. */
export function Colour({ colour }: { colour: string }) {
  const spot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    spot.current?.style.setProperty('--spot', colour);
  }, [colour]);
  return <span ref={spot} class="swatch" aria-hidden="true" />;
}
