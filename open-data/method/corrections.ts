import { wantsHumidity } from '../../analysis/corrections/apply.ts';
import { CORRECTIONS } from '../../analysis/corrections/catalogue.ts';
import { HUMIDITY_WITHIN } from '../../analysis/corrections/correct.ts';
import type { Correction } from '../../analysis/corrections/correction.ts';
import { type Fit, fitOf } from '../../analysis/corrections/fits.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { type Figure, spanFigure } from './figure.ts';
import { formulaOf } from './formula.ts';
import { STATEMENTS } from './statements.ts';

/** Models of one part for which the same is chosen, for the same reason. */
export interface ChosenFor {
  readonly phenomena: string[];
  readonly part: string;
  readonly models: string[];
  /** Id of the correction; null where none is made. */
  readonly correction: string | null;
  readonly reason: Names;
}

/** A correction as the method page tells of it. */
export interface CorrectionEntry extends Omit<Correction, 'method' | 'coLocation'> {
  readonly kind: Correction['method']['kind'];
  readonly formula: string[];
  /** Where its humidity comes from; null for one that wants none. */
  readonly humidityNames: Names | null;
  readonly figures: Figure[];
  readonly chosenFor: ChosenFor[];
}

/** Every choice that the code makes for a kit model, with what it has in common said once. */
export function choices(): ChosenFor[] {
  const found = new Map<string, ChosenFor>();
  for (const model of KIT_MODELS)
    for (const { part, phenomena } of model.sensors)
      for (const phenomenon of phenomena) {
        const fit = fitOf(model, phenomenon);
        if (fit !== undefined) add(found, fit, { part, model: model.name });
      }
  return [...found.values()];
}

function add(found: Map<string, ChosenFor>, fit: Fit, on: { readonly part: string; readonly model: string }) {
  const correction = fit.correction ?? null;
  const key = JSON.stringify([on.part, correction, fit.reason.en]);
  const known = found.get(key) ?? {
    phenomena: [],
    part: on.part,
    models: [],
    correction,
    reason: fit.reason,
  };
  if (!known.phenomena.includes(fit.phenomenon)) known.phenomena.push(fit.phenomenon);
  if (!known.models.includes(on.model)) known.models.push(on.model);
  found.set(key, known);
}

/** Every correction of the catalogue, with its formula and the kits that it is chosen for. */
export function correctionEntries(all = choices()): CorrectionEntry[] {
  return CORRECTIONS.map(({ method, coLocation: _, ...correction }) => ({
    ...correction,
    kind: method.kind,
    formula: formulaOf(method),
    humidityNames: wantsHumidity(method) ? STATEMENTS.humidity : null,
    figures: wantsHumidity(method) ? [spanFigure('reading_humidity', HUMIDITY_WITHIN)] : [],
    chosenFor: all.filter((one) => one.correction === correction.id),
  }));
}
