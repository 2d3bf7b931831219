import type { InfluxClient } from './client.ts';
import { tag } from './lines.ts';

/** The measurement that says from when on the readings of a kit are kept. */
export const KEPT = 'superilla_kept';
const DAY = 86_400_000;

/** From when on (UTC ms) the readings of each kit are kept; kits that nothing was removed of are absent. */
export async function readKept(client: InfluxClient): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for await (const { tags, values } of client.query(`SELECT max("since") FROM ${KEPT} GROUP BY "kit"`))
    kept.set(tags['kit'] ?? '', Number(values[0]?.[1] ?? Number.NEGATIVE_INFINITY));
  return kept;
}

/** The line that says it of a kit. */
export function keptLine(kit: string, since: number, now: number): string {
  return `${KEPT},kit=${tag(kit)} since=${since}i ${now - (now % DAY)}`;
}
