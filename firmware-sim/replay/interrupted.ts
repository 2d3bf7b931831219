/** A replay that the broker cut short: what was acknowledged until then is kept, and a new run goes on from there. */
export class ReplayInterrupted extends Error {
  /** Readings acknowledged before. */
  readonly acknowledged: number;

  constructor(why: string, acknowledged: number) {
    super(
      `${why}; ${acknowledged} readings were acknowledged. Run it again: readings that arrived are not stored twice.`,
    );
    this.name = 'ReplayInterrupted';
    this.acknowledged = acknowledged;
  }
}
