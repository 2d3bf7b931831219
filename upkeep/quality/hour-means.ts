import { FLAGS } from '../../domain/flags.ts';

const HOUR = 3_600_000;
const HOURS = 24;

/** The hours of a day of one kit, phenomenon and channel, as neighbours compare them. */
export class HourSeries {
  readonly kit: string;
  readonly channel: string;
  /** Sums and numbers of readings that are not bad. */
  readonly #sums = new Float64Array(HOURS);
  readonly #counts = new Uint32Array(HOURS);
  /** Readings of hours that are to be judged, with the flag and without. */
  readonly flagged = new Uint32Array(HOURS);
  readonly plain = new Uint32Array(HOURS);

  constructor(kit: string, channel: string) {
    this.kit = kit;
    this.channel = channel;
  }

  /** Readings with their sum, all of one hour of the day. */
  add(hour: number, n: number, sum: number): void {
    this.#counts[hour] = (this.#counts[hour] as number) + n;
    this.#sums[hour] = (this.#sums[hour] as number) + sum;
  }

  /** Whether a reading of an hour that is judged carries the flag. */
  count(hour: number, flags: number): void {
    const list = (flags & FLAGS.buddy) === 0 ? this.plain : this.flagged;
    list[hour] = (list[hour] as number) + 1;
  }

  /** The mean of an hour; NaN where there is none. */
  mean(hour: number): number {
    return (this.#sums[hour] as number) / (this.#counts[hour] as number);
  }
}

/** Hour means of one UTC day, by phenomenon. */
export class HourMeans {
  /** UTC ms. */
  readonly day: number;
  readonly #series = new Map<string, Map<string, HourSeries>>();

  constructor(day: number) {
    this.day = day;
  }

  /** The hour of the day that a time lies in; below 0 or above 23 for another day. */
  hourOf(time: number): number {
    return Math.floor((time - this.day) / HOUR);
  }

  /** Made when there is none yet. */
  seriesOf(phenomenon: string, kit: string, channel: string): HourSeries {
    let all = this.#series.get(phenomenon);
    if (all === undefined) {
      all = new Map();
      this.#series.set(phenomenon, all);
    }
    const key = `${kit}\n${channel}`;
    let series = all.get(key);
    if (series === undefined) {
      series = new HourSeries(kit, channel);
      all.set(key, series);
    }
    return series;
  }

  /** Ids of the phenomena that have a series. */
  phenomena(): string[] {
    return [...this.#series.keys()];
  }

  /** Of a phenomenon, by kit and channel. */
  of(phenomenon: string): HourSeries[] {
    const order = (a: HourSeries, b: HourSeries) =>
      a.kit < b.kit || (a.kit === b.kit && a.channel < b.channel) ? -1 : 1;
    return [...(this.#series.get(phenomenon)?.values() ?? [])].sort(order);
  }
}
