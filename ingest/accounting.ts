import type { Accounts } from './contract.ts';
import type { Message } from './message.ts';

/**
 * The books: every reading is in exactly one column at any moment, so that
 * received + recovered = stored + rejected + duplicate + quarantined + pending holds between any two statements.
 */
export class Accounting {
  private received = 0;
  private recovered = 0;
  private stored = 0;
  private rejected = 0;
  private duplicate = 0;
  private quarantined = 0;
  private pending = 0;

  /** Enters a message that just arrived. */
  enter(message: Message): void {
    this.received += message.accepted + message.rejected + message.duplicates + message.quarantined;
    this.rejected += message.rejected;
    this.duplicate += message.duplicates;
    this.quarantined += message.quarantined;
    this.pending += message.accepted;
  }

  /** Enters readings found in the journal at start that the store does not have yet. */
  recover(readings: number): void {
    this.recovered += readings;
    this.pending += readings;
  }

  /** Moves a committed batch out of pending. */
  commit(outcome: { accepted: number; duplicates: number; conflicts: number; refused: number }): void {
    this.pending -= outcome.accepted + outcome.duplicates + outcome.conflicts + outcome.refused;
    this.stored += outcome.accepted;
    this.duplicate += outcome.duplicates;
    this.rejected += outcome.conflicts + outcome.refused;
  }

  snapshot(): Accounts {
    const { received, recovered, stored, rejected, duplicate, quarantined, pending } = this;
    return { received, recovered, stored, rejected, duplicate, quarantined, pending };
  }
}
