import { routeOf } from './router.ts';

/** Told to whoever shows the address, after `navigate` changed it. */
export const NAVIGATED = 'superilla:navigated';

/** Goes to an address of this site without loading anew; `replace` leaves no step back. */
export function navigate(href: string, options: { replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  window.dispatchEvent(new Event(NAVIGATED));
}

function plainClick(event: MouseEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !modified && !event.defaultPrevented;
}

/** Takes over clicks on links to pages of this site; other links (downloads, `/docs`) keep the browser's way. */
export function followLinks(event: MouseEvent): void {
  if (!plainClick(event) || !(event.target instanceof Element)) return;
  const link = event.target.closest('a');
  if (link === null || link.target !== '' || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  const inPage = url.pathname === location.pathname && url.search === location.search && url.hash !== '';
  if (url.origin !== location.origin || inPage || routeOf(url.pathname).page === 'not-found') return;
  event.preventDefault();
  navigate(`${url.pathname}${url.search}${url.hash}`);
}
