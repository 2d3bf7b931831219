import { useEffect, useRef, useState } from 'preact/hooks';

/** Tells, once and for good, when an element comes within half a screen of what the reader sees: time to load it. */
export function useNear<T extends Element>() {
  const element = useRef<T>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null || near) return;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '50% 0px' },
    );
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [near]);
  return { element, near };
}
