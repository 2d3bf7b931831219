import type { HoldingView } from '../api-types.ts';
import { navigate } from '../navigation.ts';
import { withParameter } from '../router.ts';
import { endAsked, endOfSilent } from '../until.ts';
import { useAddress } from './use-address.ts';

/** The time up to which a page shows a kit. */
export interface Until {
  /** UTC ms, a whole hour; undefined for now. */
  readonly to: number | undefined;
  /** Whether nobody chose it: the kit has been silent since. */
  readonly fallen: boolean;
  /** Another time, as `datetime-local` gives it but in UTC (`2018-12-10T19:00`); undefined for the time that the page itself takes. */
  choose(time: string | undefined): void;
}

/** The end of what is shown: what the address says in `until`, the last hour of a kit that has been silent for a week, or now. */
export function useUntil(holdings: readonly HoldingView[]): Until {
  const address = useAddress();
  const choose = (time: string | undefined) =>
    navigate(withParameter(address, 'until', time), { replace: true });
  const asked = endAsked(address.searchParams.get('until'));
  if (asked !== undefined) return { to: asked, fallen: false, choose };
  const silent = endOfSilent(
    holdings.map(({ last }) => Date.parse(last)),
    Date.now(),
  );
  return { to: silent, fallen: silent !== undefined, choose };
}
