import type { BucketSums, Span, SumsQuery } from '../contract.ts';
import type { KitLine } from './roll-up-points.ts';

/** Lines of one request. */
const LINES = 5000;

/** What roll-ups are made with. */
export interface RollUpParts {
  sums(query: SumsQuery): Promise<BucketSums[]>;
  /** What is held of these kits. */
  phenomenaOf(kits: readonly string[]): Iterable<string>;
  /** Writes the lines of kits that were not erased meanwhile, in turn with all other writes. */
  write(lines: readonly KitLine[]): Promise<void>;
  /** Removes the points of a kit in a span. */
  remove(measurement: string, kit: string, span: Span): Promise<void>;
  /** UTC ms. */
  now(): number;
}

/** Writes lines, a request after another. */
export async function writeAll(parts: RollUpParts, lines: readonly KitLine[]): Promise<void> {
  for (let at = 0; at < lines.length; at += LINES) await parts.write(lines.slice(at, at + LINES));
}
