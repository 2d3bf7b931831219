import type { AirIndex } from '../../analysis/air/air-index.ts';
import { europeanIndex } from '../../analysis/air/european-index.ts';
import type { AirSeries, Pollutant } from '../../analysis/air/hour-value.ts';
import { AIR_SCALES, type AirScaleId } from '../../analysis/air/scales.ts';
import { usIndex } from '../../analysis/air/us-index.ts';
import { COMPLETE, type Missing, type NotEnough } from '../../analysis/not-enough.ts';
import { airOf, type KitAir } from './air-series.ts';
import type { HoursPorts } from './hour-record.ts';

const HOUR = 3_600_000;
/** Hours that indices look back, the hour itself included. */
const BACK = 24;
/** Whole hours before now among which the newest with data is looked for. */
const NEWEST = 3;

/** An index of a kit, with what it was made from. */
export interface KitIndex {
  readonly scale: (typeof AIR_SCALES)[number];
  readonly result: AirIndex | NotEnough;
  readonly air: KitAir;
}

/** Which indices: of the hour that begins at `hour` (UTC ms), or of the newest whole hour with data within three hours of `now`. */
export interface IndicesAsked {
  readonly kits: readonly string[];
  readonly hour?: number | undefined;
  readonly now: number;
  /** Every scale when absent. */
  readonly scales?: readonly AirScaleId[] | undefined;
}

function seriesOf({ measured }: KitAir): AirSeries {
  return Object.fromEntries([...measured].map(([pollutant, { hours }]) => [pollutant, hours]));
}

/** A pollutant that only a sensor without calibration looks at is missing for that reason. */
function withTrends(missing: readonly Missing[], { trendOnly }: KitAir): Missing[] {
  return missing.map((one) => {
    const have = one.why === 'not_in_scale' ? undefined : trendOnly.get(one.what as Pollutant);
    return have === undefined ? one : { ...one, why: 'trend_only', have: Math.min(have, one.of) };
  });
}

function indexOf(scale: KitIndex['scale'], air: KitAir, hour: number): KitIndex {
  const series = seriesOf(air);
  const result =
    'whole' in scale ? europeanIndex(scale, series, hour) : usIndex(series, { by: 'nowcast', hour });
  return { scale, result: { ...result, missing: withTrends(result.missing, air) }, air };
}

/** The newest of the last whole hours in which any kit has a whole value; the last of them where none has. */
function newestHour(airs: Iterable<KitAir>, last: number): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { measured } of airs)
    for (const { hours } of measured.values())
      for (const { hour, value, completeness } of hours)
        if (completeness >= COMPLETE && Number.isFinite(value) && hour <= last)
          newest = Math.max(newest, hour);
  return newest > last - NEWEST * HOUR ? newest : last;
}

/**
 * Air indices of kits, by kit in the order asked, with the hour they are of (start, UTC ms). Only means that the scale defines, of at
 * least 75 % of their hours, count; the rest is named as missing. Throws StoreBusyError as the store does.
 */
export async function airIndices(
  ports: HoursPorts,
  asked: IndicesAsked,
): Promise<{ readonly hour: number; readonly kits: ReadonlyMap<string, readonly KitIndex[]> }> {
  const last = asked.hour ?? Math.floor(asked.now / HOUR) * HOUR - HOUR;
  const from = last - (BACK - 1 + (asked.hour === undefined ? NEWEST - 1 : 0)) * HOUR;
  const airs = await airOf(ports, { kits: asked.kits, from, to: last + HOUR });
  const hour = asked.hour ?? newestHour(airs.values(), last);
  const scales = AIR_SCALES.filter(({ id }) => asked.scales?.includes(id) ?? true);
  const kits = [...airs].map(
    ([kit, air]) => [kit, scales.map((scale) => indexOf(scale, air, hour))] as const,
  );
  return { hour, kits: new Map(kits) };
}
