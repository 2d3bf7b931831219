import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { checkEntries } from './checks.ts';
import { comparisonEntry, uncertaintyEntries } from './comparison.ts';
import { choices, correctionEntries } from './corrections.ts';
import { flagEntries, levelEntries } from './levels.ts';
import { noiseEntry } from './noise.ts';
import { rollUpsEntry } from './roll-ups.ts';
import { indexRules, nowCastEntry, scaleEntries } from './scales.ts';
import type { MethodView } from './schema.ts';
import { sensorEntries } from './sensors.ts';
import { standardEntries } from './standards.ts';
import { STATEMENTS } from './statements.ts';

/** Every check, correction, index, limit value and rule of averaging, from the data that the code itself works by. */
export function methodView(): MethodView {
  const all = choices();
  return {
    levels: levelEntries(),
    flags: flagEntries(),
    checks: checkEntries(),
    ranges: PHENOMENA.map(({ id, plausible: [min, max], unitLabel }) => ({
      phenomenon: id,
      min,
      max,
      unit: unitLabel,
    })),
    sensors: sensorEntries(),
    corrections: correctionEntries(all).map((entry) => ({
      ...entry,
      phenomena: [...entry.phenomena],
      unverified: [...entry.unverified],
    })),
    uncorrected: all.filter(({ correction }) => correction === null),
    calibrationNames: STATEMENTS.calibration,
    indexRules: indexRules(),
    scales: scaleEntries(),
    nowCast: nowCastEntry(),
    standards: standardEntries(),
    standardsNames: STATEMENTS.exceedance,
    noise: noiseEntry(),
    rollUps: rollUpsEntry(),
    uncertainty: uncertaintyEntries(),
    comparison: comparisonEntry(),
  };
}
