import type { Names } from '../../domain/phenomena/phenomenon.ts';
import { corrected, wantsHumidity } from './apply.ts';
import { correctionOf } from './catalogue.ts';
import type { Correction } from './correction.ts';

/** A value at an instant, UTC ms. */
export interface Sample {
  readonly time: number;
  readonly value: number;
}

/** Humidity counts for values at most so far away, ms. */
export const HUMIDITY_WITHIN = 10 * 60_000;

/** Why values were not corrected. */
export type NotApplied = 'unknown_correction' | 'trend_only' | 'no_humidity' | 'not_finite';

/** The reasons in words. */
export const NOT_APPLIED_NAMES: Readonly<Record<NotApplied, Names>> = {
  unknown_correction: {
    ca: 'La correcció no existeix',
    es: 'La corrección no existe',
    en: 'There is no such correction',
  },
  trend_only: {
    ca: 'Sensor sense calibrar: només tendència',
    es: 'Sensor sin calibrar: solo tendencia',
    en: 'Sensor without calibration: trend only',
  },
  no_humidity: {
    ca: 'Sense humitat del mateix moment',
    es: 'Sin humedad del mismo momento',
    en: 'No humidity of the same moment',
  },
  not_finite: {
    ca: 'El valor no és un nombre',
    es: 'El valor no es un número',
    en: 'The value is not a number',
  },
};

/** Corrected values beside the raw ones they come from. */
export interface Corrected {
  /** Id and version of the correction, for metadata: `epa-barkjohn@2021`. */
  readonly correction: string;
  /** One for each value of the series, in its order; null where it was not corrected. */
  readonly values: readonly (number | null)[];
  /** How many were corrected. */
  readonly appliedTo: number;
  /** The others: how many, by reason. */
  readonly notApplied: readonly { readonly reason: NotApplied; readonly count: number }[];
}

/** The value nearest in time in a series sorted by time, at most `HUMIDITY_WITHIN` away; the earlier of two equally near. */
function nearest(sorted: readonly Sample[], time: number): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [sorted[low - 1], sorted[low]];
  const near = !after || (before && time - before.time <= after.time - time) ? before : after;
  return near !== undefined && Math.abs(near.time - time) <= HUMIDITY_WITHIN ? near.value : undefined;
}

function one(correction: Correction, sample: Sample, humidity: readonly Sample[]): number | NotApplied {
  const { method } = correction;
  if (method.kind === 'trend_only') return 'trend_only';
  const rh = wantsHumidity(method) ? nearest(humidity, sample.time) : undefined;
  if (wantsHumidity(method) && rh === undefined) return 'no_humidity';
  return corrected(method, sample.value, rh) ?? 'not_finite';
}

/**
 * A series corrected by a correction (an id of the catalogue, or a declared calibration), with the relative humidity in %
 * of the same kit. Raw values stay as they are; what could not be corrected is null, with the reason counted.
 */
export function correct(
  series: readonly Sample[],
  correction: string | Correction,
  humidity: readonly Sample[],
): Corrected {
  const found = typeof correction === 'string' ? correctionOf(correction) : correction;
  const sorted = humidity.filter(({ value }) => Number.isFinite(value)).toSorted((a, b) => a.time - b.time);
  const reasons = new Map<NotApplied, number>();
  const values = series.map((sample) => {
    const result = found === undefined ? 'unknown_correction' : one(found, sample, sorted);
    if (typeof result === 'number') return result;
    reasons.set(result, (reasons.get(result) ?? 0) + 1);
    return null;
  });
  const notApplied = [...reasons].map(([reason, count]) => ({ reason, count }));
  const left = notApplied.reduce((sum, { count }) => sum + count, 0);
  const name = found === undefined ? String(correction) : `${found.id}@${found.version}`;
  return { correction: name, values, appliedTo: series.length - left, notApplied };
}
