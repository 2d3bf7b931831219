import { eventually } from '../client.ts';
import type { Program } from '../program.ts';

/** What `/readyz` says. */
interface Readiness {
  readonly status: number;
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

/** Asks once. */
export async function readinessOf(program: Program): Promise<Readiness> {
  const answer = await fetch(`${program.http}/readyz`);
  return { status: answer.status, ...((await answer.json()) as Omit<Readiness, 'status'>) };
}

/** Asks until the program is ready, or is not any more, at most `ms`; gives what it said last. */
export function untilReady(program: Program, wanted: boolean, ms = 30_000): Promise<Readiness> {
  return eventually(
    () => readinessOf(program),
    ({ ready }) => ready === wanted,
    ms,
  );
}
