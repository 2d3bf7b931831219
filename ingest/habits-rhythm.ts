/** Intervals remembered, and how many it takes to call one usual. */
const REMEMBERED = 32;
const ENOUGH = 5;
/** What arrives within this of a first message is told together with it, ms: many kits send a message a quantity. */
const TOGETHER = 500;

/** How often a kit sends, as it was heard. */
export class Rhythm {
  private readonly intervals = new Float64Array(REMEMBERED);
  private noted = 0;
  /** Arrival of the first message of those told together, UTC ms; 0 before any. */
  private first = 0;
  /** Arrival of the newest message, UTC ms; 0 before any. */
  lastHeard = 0;

  /** Notes that the kit was heard; times that go back begin anew. */
  heard(at: number): void {
    const since = at - this.first;
    this.lastHeard = at;
    if (since >= 0 && since < TOGETHER) return;
    if (since > 0 && this.first > 0) this.intervals[this.noted++ % REMEMBERED] = since;
    this.first = at;
  }

  /** Median of the last intervals, ms: a single long silence does not move it. Undefined until there are enough. */
  usual(): number | undefined {
    if (this.noted < ENOUGH) return undefined;
    const sorted = this.intervals.slice(0, Math.min(this.noted, REMEMBERED)).sort();
    return sorted[Math.floor(sorted.length / 2)];
  }
}
