import type { InfluxClient, Series } from './client.ts';

/** The measurement with what the store knows of itself. */
const META = 'superilla_meta';
const DAY = 86_400_000;

/** What the store wrote of itself last. */
export interface Meta {
  /** Journal sequence up to which everything is stored. */
  readonly watermark: number;
  /** Whether it was closed after that, with nothing under way. */
  readonly clean: boolean;
}

/** The line that says it. One point a day, overwritten: a server that keeps only some days has the newest. */
export function metaLine({ watermark, clean }: Meta, now: number): string {
  return `${META} watermark=${watermark}i,clean=${clean} ${now - (now % DAY)}`;
}

function firstValue(series: readonly Series[], statement: number): unknown {
  return series.find((one) => one.statement === statement)?.values[0]?.[1];
}

/** Watermark 0 where nothing was ever written. The highest one counts, even where the clock was set back. */
export async function readMeta(client: InfluxClient): Promise<Meta> {
  const found = await client.all(`SELECT max("watermark") FROM ${META}; SELECT last("clean") FROM ${META}`);
  return { watermark: Number(firstValue(found, 0) ?? 0), clean: firstValue(found, 1) !== false };
}
