import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Program } from '../program.ts';

/** One reading as the NDJSON export has it. */
export interface Line {
  readonly kit: string;
  readonly phenomenon: string;
  readonly channel: string;
  readonly time: string;
  readonly value: number;
}

/** Everything that can be read back, from the export; `query` narrows it. */
export async function readBack(program: Program, query = ''): Promise<Line[]> {
  const answer = await fetch(`${program.http}/api/v1/readings?format=ndjson&simulated=include&${query}`);
  if (!answer.ok || answer.body === null) throw new Error(`${answer.status} ${await answer.text()}`);
  const lines: Line[] = [];
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body as ReadableStream) }))
    if (line !== '') lines.push(JSON.parse(line) as Line);
  return lines;
}

/** What was sent under which value, and what of it was acknowledged. Every value is sent as one reading only. */
export interface Ledger {
  /** Value → kit, phenomenon and, where the message had one, the time. */
  readonly sent: ReadonlyMap<number, { readonly key: string; readonly time: string | undefined }>;
  readonly acknowledged: ReadonlySet<number>;
}

/** Where the ledger and what can be read back disagree; four empty lists when they agree. */
export interface Differences {
  readonly missing: number[];
  readonly twice: number[];
  readonly changed: number[];
  readonly neverSent: number[];
}

/** Compares both ways: everything acknowledged is there, once, and nothing that was never sent. */
export function compare(ledger: Ledger, lines: readonly Line[]): Differences {
  const found: Differences = { missing: [], twice: [], changed: [], neverSent: [] };
  const seen = new Set<number>();
  for (const { kit, phenomenon, time, value } of lines) {
    const sent = ledger.sent.get(value);
    if (sent === undefined) found.neverSent.push(value);
    else if (sent.key !== `${kit} ${phenomenon}` || (sent.time ?? time) !== time) found.changed.push(value);
    if (seen.has(value)) found.twice.push(value);
    seen.add(value);
  }
  for (const value of ledger.acknowledged) if (!seen.has(value)) found.missing.push(value);
  return found;
}

/** What `compare` gives when all is well. */
export const NO_DIFFERENCES: Differences = { missing: [], twice: [], changed: [], neverSent: [] };
