import { calibrationAs } from '../../analysis/corrections/calibration.ts';
import { correctionOf } from '../../analysis/corrections/catalogue.ts';
import type { Correction } from '../../analysis/corrections/correction.ts';
import { fitOf } from '../../analysis/corrections/fits.ts';
import type { Calibration } from '../../domain/calibration.ts';
import type { Kit } from '../../domain/kit.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { KitModel } from '../../domain/reference/kit-model.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';

/** What a kit tells of its sensors. */
export type KnownSensors = Pick<Kit, 'model' | 'official' | 'calibrations'>;

/** The correction of one sensor, and why it is that one or none. */
export interface ChosenCorrection {
  readonly correction: Correction | undefined;
  readonly reason: Names | undefined;
  /** The calibration that the correction is, where the kit's owner declared one. */
  readonly declared?: Calibration;
  /** Whether the channel is of another part than the model's, whose datasheet says nothing of it. */
  readonly otherPart?: true;
}

const DECLARED: Names = {
  ca: 'Calibratge declarat per qui cuida l’equip, amb l’informe de la comparació.',
  es: 'Calibración declarada por quien cuida el equipo, con el informe de la comparación.',
  en: 'A calibration that the kit’s owner declared, with the report of the comparison.',
};
const OFFICIAL: Names = {
  ca: 'Estació oficial: els valors es donen tal com els publica la seva xarxa.',
  es: 'Estación oficial: los valores se dan tal como los publica su red.',
  en: 'Official station: values are given as its network publishes them.',
};
const UNCALIBRATED: Names = {
  ca: 'No se sap quin instrument mesura aquest gas ni si està calibrat: només se’n mostra la tendència.',
  es: 'No se sabe qué instrumento mide este gas ni si está calibrado: solo se muestra la tendencia.',
  en: 'Which instrument measures this gas, and whether it is calibrated, is not known: it shows a trend only.',
};

const OTHER_PART: Names = {
  ca: 'El canal és d’un altre sensor que el del model, i per a aquest no hi ha cap correcció triada.',
  es: 'El canal es de otro sensor que el del modelo, y para este no hay ninguna corrección elegida.',
  en: 'The channel is of another sensor than the model’s, for which no correction is chosen.',
};

/** Channels that name a particle sensor by its part. */
const PARTS = /^(?:sps30|sen5|sds011|pms|hpm|npm)/;

const MODELS = new Map(KIT_MODELS.map((model) => [model.id, model]));

/** Whether the channel says that another part measures there than the model's own. */
function namesOtherPart(model: KitModel, phenomenon: string, channel: string): boolean {
  if (!PARTS.test(channel)) return false;
  const own = model.sensors.find(({ phenomena }) => phenomena.includes(phenomenon));
  return own === undefined || !own.part.toLowerCase().includes(channel.slice(0, 3));
}

/** What is chosen where neither a calibration nor a model decides. */
function withoutModel(phenomenon: string): ChosenCorrection {
  const trend = correctionOf('gas-trend-only');
  if (trend?.phenomena.includes(phenomenon)) return { correction: trend, reason: UNCALIBRATED };
  return { correction: undefined, reason: undefined };
}

/**
 * The correction of a kit's sensor: the calibration that its owner declared for phenomenon and channel, else what fits its model.
 * A gas without calibration is a trend only, whatever the model; an official station is not corrected.
 */
export function correctionFor(kit: KnownSensors, phenomenon: string, channel: string): ChosenCorrection {
  if (kit.official) return { correction: undefined, reason: OFFICIAL };
  const declared = kit.calibrations?.find((one) => one.phenomenon === phenomenon && one.channel === channel);
  if (declared !== undefined) return { correction: calibrationAs(declared), reason: DECLARED, declared };
  const model = kit.model === undefined ? undefined : MODELS.get(kit.model);
  const other = withoutModel(phenomenon);
  if (model === undefined) return other;
  if (namesOtherPart(model, phenomenon, channel))
    return { correction: other.correction, reason: other.reason ?? OTHER_PART, otherPart: true };
  const fit = fitOf(model, phenomenon);
  if (fit === undefined) return other;
  return {
    correction: fit.correction === undefined ? undefined : correctionOf(fit.correction),
    reason: fit.reason,
  };
}

/** A correction as metadata names it: `epa-barkjohn-extended@2021-smoke`. */
export function correctionName({ id, version }: Correction): string {
  return `${id}@${version}`;
}
