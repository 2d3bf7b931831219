import { BAD_FLAGS, flagWords, SUSPECT_FLAGS } from '../../../../domain/flags.ts';
import type { ReadingView } from '../api-types.ts';
import type { FlagSpan } from './flag-spans.ts';

const HOUR = 3_600_000;
/** Of a long span only the first hours are asked for, so that the answer stays small. */
export const LOOKED_AT = 6 * HOUR;

const DOUBTS: ReadonlySet<string> = new Set(flagWords(BAD_FLAGS | SUSPECT_FLAGS));

/** A check that doubts values, by the flag it sets, and how many of them. */
export interface Reason {
  readonly flag: string;
  readonly n: number;
}

/** The path of the readings at the beginning of a span, which say why they are doubted. */
export function reasonsPath(kit: string, phenomenon: string, { from, to }: FlagSpan): string {
  const until = Math.min(to, from + LOOKED_AT);
  const period = { from: new Date(from).toISOString(), to: new Date(until).toISOString() };
  return `/readings?${new URLSearchParams({ kit, phenomenon, format: 'json', ...period })}`;
}

/** Why readings of a channel are doubted, most frequent first. */
export function reasonsOf(
  readings: readonly Pick<ReadingView, 'channel' | 'flags'>[],
  channel: string,
): Reason[] {
  const counts = new Map<string, number>();
  for (const reading of readings) {
    if (reading.channel !== channel) continue;
    for (const flag of reading.flags) if (DOUBTS.has(flag)) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  }
  return [...counts].map(([flag, n]) => ({ flag, n })).sort((a, b) => b.n - a.n);
}
