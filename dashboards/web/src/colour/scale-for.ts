import type { Scale } from './band.ts';
import { eaqiScale } from './eaqi.ts';
import { NOISE_SCALE } from './noise.ts';
import { rampScale } from './ramp.ts';

/** The scale for a phenomenon: the European index, noise classes, or a ramp over the values seen. */
export function scaleFor(phenomenon: string, values: readonly number[]): Scale {
  if (phenomenon === 'noise_laeq') return NOISE_SCALE;
  return eaqiScale(phenomenon) ?? rampScale(values);
}
