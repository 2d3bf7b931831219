import { useEffect, useState } from 'preact/hooks';
import { NAVIGATED } from '../navigation.ts';

/** The page's address, as it changes. */
export function useAddress(): URL {
  const [href, setHref] = useState(location.href);
  useEffect(() => {
    const read = () => setHref(location.href);
    window.addEventListener('popstate', read);
    window.addEventListener(NAVIGATED, read);
    return () => {
      window.removeEventListener('popstate', read);
      window.removeEventListener(NAVIGATED, read);
    };
  }, []);
  return new URL(href);
}
