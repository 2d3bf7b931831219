import { HUMIDITY_WITHIN } from '../../analysis/corrections/correct.ts';

/** Hygrometers of one kit that are remembered. */
const MOST = 16;

interface Heard {
  channel: string;
  time: number;
  value: number;
}

/** The newest humidity of one kit by channel, of readings in order of time. */
export class RecentHumidity {
  readonly #heard: Heard[] = [];

  clear(): void {
    this.#heard.length = 0;
  }

  /** Takes a humidity in % in. */
  note(channel: string, time: number, value: number): void {
    const known = this.#heard.find((one) => one.channel === channel);
    if (known !== undefined) {
      known.time = time;
      known.value = value;
    } else if (this.#heard.length < MOST) this.#heard.push({ channel, time, value });
  }

  /**
   * The humidity that counts at a time (UTC ms) for a sensor of a channel, at most ten minutes old: of the hygrometer of that
   * channel, else the kit's newest. Undefined for none.
   */
  at(channel: string, time: number): number | undefined {
    let newest: Heard | undefined;
    for (const one of this.#heard) {
      if (Math.abs(time - one.time) > HUMIDITY_WITHIN) continue;
      if (one.channel === channel) return one.value;
      if (newest === undefined || one.time > newest.time) newest = one;
    }
    return newest?.value;
  }
}
