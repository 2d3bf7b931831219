import { CATALONIA, EU_DEFAULT, type NoisePeriods } from '../../analysis/noise/periods.ts';
import type { Kit } from '../../domain/kit.ts';
import type { LocalRules } from '../ports.ts';

/** The IANA zone that a kit's days are in: its own, or the house's where it names none. */
export function zoneOf({ timeZone }: Pick<Kit, 'timeZone'>, rules: LocalRules): string {
  return timeZone === 'UTC' ? rules.timeZone : timeZone;
}

/** The periods of a noise day where the house stands. */
export function periodsOf({ noisePeriods }: LocalRules): NoisePeriods {
  return noisePeriods === 'eu' ? EU_DEFAULT : CATALONIA;
}
