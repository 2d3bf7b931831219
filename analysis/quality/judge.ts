import { FLAGS } from '../../domain/flags.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { checkAnnotations, type NotedPeriod, saysInvalid } from './annotations.ts';
import { checkChannels } from './channels.ts';
import { checkClock } from './clock.ts';
import { checkHumidity } from './humidity.ts';
import { LEVELS, worseOf } from './level.ts';
import { type SeriesRules, seriesRulesOf } from './parameters.ts';
import { checkRange, checkSensorRange } from './range.ts';
import { checkRate } from './rate.ts';
import { RULES, type RuleId } from './rules.ts';
import type { SensorFacts } from './sensors.ts';
import { type Levels, levelsFor, type Series } from './series.ts';
import { checkSpikes } from './spike.ts';
import { checkBounds, type SpikeBounds } from './spike-bounds.ts';
import { checkStuck } from './stuck.ts';
import { checkWarmUp } from './warm-up.ts';

/** What is known beside the series itself; what is not known is not evaluated. */
export interface Surroundings {
  readonly phenomenon: string;
  readonly facts?: SensorFacts | undefined;
  /** Relative humidity at the kit, %. */
  readonly humidity?: Series | undefined;
  /** The kit's second sensor of the kind. */
  readonly twin?: Series | undefined;
  /** Arrival of each reading, UTC ms. */
  readonly received?: ArrayLike<number> | undefined;
  readonly annotations?: readonly NotedPeriod[] | undefined;
  /** What makes a spike at a time (UTC ms), where it is known from the means of hours; the series itself is looked at otherwise. */
  readonly spikesAt?: ((time: number) => SpikeBounds | undefined) | undefined;
  /** Figures other than the phenomenon's usual ones. */
  readonly rules?: SeriesRules | undefined;
}

/** What checks found, by place in the series. */
export interface Findings {
  /** Numbers of `LEVELS`: the worst that any check found. */
  readonly levels: Levels;
  /** Masks of rules that found the value suspect or bad, in the order of `RULES`. */
  readonly rules: Uint16Array;
  /** Masks of `FLAGS` that those rules set. */
  readonly flags: Uint16Array;
}

/** Findings of a series that no check has looked at. */
export function noFindings(series: Series): Findings {
  const n = series.values.length;
  return { levels: levelsFor(series), rules: new Uint16Array(n), flags: new Uint16Array(n) };
}

/** Adds what one check found (also one that looked at many kits) to the findings. */
export function addFindings(findings: Findings, id: RuleId, levels: Levels): void {
  const bit = RULES.findIndex((rule) => rule.id === id);
  const word = RULES[bit]?.flag;
  const flag = word === undefined ? 0 : FLAGS[word];
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i] as number;
    findings.levels[i] = worseOf(findings.levels[i] as number, level);
    if (level !== LEVELS.suspect && level !== LEVELS.bad) continue;
    findings.rules[i] = (findings.rules[i] as number) | (1 << bit);
    findings.flags[i] = (findings.flags[i] as number) | flag;
  }
}

/** The ids of the rules in a mask of `Findings.rules`. */
export function rulesIn(mask: number): readonly RuleId[] {
  return RULES.filter((_, bit) => (mask & (1 << bit)) !== 0).map(({ id }) => id);
}

/** Every check that looks at one kit's series. Neighbours are looked at by `checkBuddies`, hour by hour. n log n. */
export function judge(series: Series, given: Surroundings): Findings {
  const findings = noFindings(series);
  const { phenomenon, facts, humidity, twin, received, spikesAt, annotations = [] } = given;
  const { stuck, spike, rate } = given.rules ?? seriesRulesOf(phenomenon);
  const add = (id: RuleId, levels: Levels) => addFindings(findings, id, levels);
  add('range', checkRange(series, phenomenonOf(phenomenon)));
  add('sensor_range', checkSensorRange(series, facts));
  add('stuck', checkStuck(series, stuck));
  add('spike', spikesAt === undefined ? checkSpikes(series, spike) : checkBounds(series, spikesAt));
  add('rate', checkRate(series, rate));
  add('warm_up', checkWarmUp(series, facts?.warmUp));
  add('humidity', checkHumidity(series, humidity, facts));
  // The criterion is published for PM2.5 alone.
  if (phenomenon === 'pm2_5') add('disagreement', checkChannels(series, twin));
  if (received !== undefined) add('clock_drift', checkClock(series, received));
  if (annotations.length > 0) add('annotation', checkAnnotations(series, annotations));
  const invalid = annotations.filter(saysInvalid);
  if (invalid.length > 0) add('invalid', checkAnnotations(series, invalid));
  return findings;
}
