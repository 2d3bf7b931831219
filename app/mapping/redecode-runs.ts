import type { Entered } from '../../ingest/reenter.ts';
import type { House } from '../house.ts';
import { type Again, redecode } from '../reentry/redecode.ts';

/** Runs at once of all kits: each reads the journal from its beginning. */
const AT_ONCE = 2;

/** Runs that decode again because makers asked for it: one of a kit at a time. */
export class RedecodeRuns {
  readonly #house: House;
  readonly #running = new Set<string>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Begins a run; in words why not now. */
  start(again: Again): Promise<Entered> | string {
    const { kit } = again;
    if (this.#running.has(kit)) return `The messages of ${kit} are being read anew already.`;
    if (this.#running.size >= AT_ONCE)
      return 'Messages of other kits are being read anew; try again in a few seconds.';
    this.#running.add(kit);
    return redecode(this.#house, again).finally(() => this.#running.delete(kit));
  }
}
