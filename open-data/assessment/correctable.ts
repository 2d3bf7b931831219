import { corrected, wantsHumidity } from '../../analysis/corrections/apply.ts';
import type { Method } from '../../analysis/corrections/correction.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { correctionFor, correctionName, type KnownSensors } from '../hours/correction-for.ts';

/** Corrected values have so many decimals: more would be none of the sensor's. */
const DECIMALS = 10_000;
const ROUNDED_BELOW = 1e11;

const MODELS = new Map(KIT_MODELS.map((model) => [model.id, model]));

/** How the values of one sensor are corrected. */
export interface Applied {
  readonly method: Method;
  /** `id@version` */
  readonly name: string;
}

/** How the values of a kit's sensor are corrected; undefined where they are not: a trend is no correction. */
export function appliedTo(kit: KnownSensors, phenomenon: string, channel: string): Applied | undefined {
  const { correction } = correctionFor(kit, phenomenon, channel);
  if (correction === undefined || correction.method.kind === 'trend_only') return undefined;
  return { method: correction.method, name: correctionName(correction) };
}

/** A value corrected, to four decimals, at a relative humidity in %; undefined where that cannot be. */
export function correctedBy(
  { method }: Applied,
  value: number,
  humidity: number | undefined,
): number | undefined {
  const exact = corrected(method, value, humidity);
  if (exact === undefined || Math.abs(exact) >= ROUNDED_BELOW) return exact;
  return Math.round(exact * DECIMALS) / DECIMALS;
}

/** The phenomena of a kit that are corrected on some channel: those of its model, and those with a declared calibration. */
export function correctable(kit: KnownSensors): string[] {
  if (kit.official) return [];
  const declared = (kit.calibrations ?? []).map(({ phenomenon }) => phenomenon);
  const own = MODELS.get(kit.model ?? '')?.phenomena ?? [];
  const fitting = own.filter((phenomenon) => appliedTo(kit, phenomenon, '') !== undefined);
  return [...new Set([...declared, ...fitting])];
}

/** Whether one of these phenomena of the kit cannot be corrected without humidity. All phenomena when absent. */
export function needsHumidity(kit: KnownSensors, phenomena?: readonly string[]): boolean {
  return (MODELS.get(kit.model ?? '')?.phenomena ?? []).some((phenomenon) => {
    if (phenomena !== undefined && !phenomena.includes(phenomenon)) return false;
    const fit = fitted(kit, phenomenon);
    return fit !== undefined && wantsHumidity(fit.method);
  });
}

/** What is applied to channels that no calibration was declared for. */
function fitted(kit: KnownSensors, phenomenon: string): Applied | undefined {
  return appliedTo({ ...kit, calibrations: undefined }, phenomenon, '');
}
