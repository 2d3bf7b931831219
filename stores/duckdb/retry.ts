/** Waits before a failed batch is to be offered again, ms: doubled from the first to the last. */
const FIRST_WAIT = 200;
const LAST_WAIT = 10_000;

/** What an error says. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the owner of a batch is told after so many failures in a row. */
export function retryAfter(error: unknown, failures: number): { reason: string; afterMs: number } {
  return { reason: words(error), afterMs: Math.min(LAST_WAIT, FIRST_WAIT * 2 ** (failures - 1)) };
}
