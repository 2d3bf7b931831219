import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The reader's clock, UTC ms, moved on every few seconds by the page's frame. */
export const NowContext = createContext(0);

/** The time that ages are counted from. */
export function useNow(): number {
  return useContext(NowContext);
}
