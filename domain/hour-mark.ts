/** An hour of a kit whose roll-ups may be behind its readings. */
export interface HourMark {
  readonly kit: string;
  /** Start of the UTC hour, ms. */
  readonly hour: number;
}
