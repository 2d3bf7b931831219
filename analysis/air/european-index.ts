import { HOUR } from '../local-day.ts';
import { COMPLETE, type Missing, type NotEnough, notEnough } from '../not-enough.ts';
import { type AirIndex, type IndexPart, scopeOf } from './air-index.ts';
import type { EuropeanRule, EuropeanScale } from './european-scales.ts';
import {
  type AirSeries,
  countedHours,
  type HourValue,
  meanOfHours,
  missingHours,
  type Pollutant,
} from './hour-value.ts';

const LENGTH = { hour: 1, running_24h: 24 } as const;

/** The band (1 to 6) of a concentration under a rule; upper bounds belong to the lower band. */
export function europeanBand({ upper }: EuropeanRule, value: number): number {
  return 1 + upper.filter((bound) => value > bound).length;
}

function judge(
  pollutant: Pollutant,
  rule: EuropeanRule,
  hours: readonly HourValue[],
  hour: number,
): IndexPart | Missing {
  const length = LENGTH[rule.averaging];
  const wanted = Array.from({ length }, (_, back) => hour - back * HOUR);
  const { mean, have } = meanOfHours(countedHours(hours), wanted);
  if (have < length * COMPLETE) return missingHours(pollutant, have, length);
  return { pollutant, value: mean, averaging: rule.averaging, band: europeanBand(rule, mean) };
}

/**
 * The European index of the hour that starts at `hour` (UTC ms): the worst pollutant, with what each adds and which are
 * missing. Not enough data where no pollutant has a value on the averaging that the scale defines, at least 75 % complete.
 * It needs the last 24 hours of a series at most: all that are handed in are looked at.
 */
export function europeanIndex(scale: EuropeanScale, series: AirSeries, hour: number): AirIndex | NotEnough {
  const parts: IndexPart[] = [];
  const missing: Missing[] = [];
  for (const [pollutant, rule] of Object.entries(scale.rules) as [Pollutant, EuropeanRule][]) {
    const judged = judge(pollutant, rule, series[pollutant] ?? [], hour);
    if ('band' in judged) parts.push(judged);
    else missing.push(judged);
  }
  if (parts.length === 0) return notEnough(...missing);
  const band = Math.max(...parts.map((part) => part.band));
  const decidedBy = parts.filter((part) => part.band === band).map(({ pollutant }) => pollutant);
  const scope = scopeOf(
    parts.map(({ pollutant }) => pollutant),
    scale.whole,
  );
  return { enough: true, scale: scale.id, band, decidedBy, parts, scope, missing };
}
