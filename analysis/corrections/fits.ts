import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { KitModel } from '../../domain/reference/kit-model.ts';
import { correctionOf } from './catalogue.ts';

/** Which correction fits a part, and why; one that names no correction says why there is none. */
export interface Fit {
  /** How the part's name begins, as kit models give it. */
  readonly part: string;
  readonly phenomenon: string;
  /** Id of the catalogue. */
  readonly correction?: string;
  readonly reason: Names;
}

const PLANTOWER: Names = {
  ca: 'Els Plantower donen al voltant d’un 40 % de més; l’EPA en va treure una correcció comparant-los amb estacions de referència.',
  es: 'Los Plantower dan alrededor de un 40 % de más; la EPA obtuvo una corrección comparándolos con estaciones de referencia.',
  en: 'Plantower sensors read some 40 % high; the EPA derived a correction by comparing them with reference stations.',
};
const PLANTOWER_PM10: Names = {
  ca: 'La correcció de l’EPA és només per a PM2.5.',
  es: 'La corrección de la EPA es solo para PM2.5.',
  en: 'The EPA’s correction is for PM2.5 only.',
};
const SDS011: Names = {
  ca: 'L’SDS011 no asseca l’aire: amb humitat alta compta l’aigua de les partícules, i la correcció la treu.',
  es: 'El SDS011 no seca el aire: con humedad alta cuenta el agua de las partículas, y la corrección la quita.',
  en: 'The SDS011 does not dry the air: in high humidity it counts the water in particles, which the correction takes out.',
};
const SEN55: Names = {
  ca: 'No hi ha cap correcció publicada que haguem comprovat per a aquest sensor: es mostra el valor tal com arriba.',
  es: 'No hay ninguna corrección publicada que hayamos comprobado para este sensor: se muestra el valor tal como llega.',
  en: 'There is no published correction for this sensor that we have checked: values are shown as they come.',
};
const GAS: Names = {
  ca: 'Els sensors de gas barats reaccionen també a altres gasos, a la temperatura i a la humitat: sense calibrar només mostren la tendència.',
  es: 'Los sensores de gas baratos reaccionan también a otros gases, a la temperatura y a la humedad: sin calibrar solo muestran la tendencia.',
  en: 'Cheap gas sensors also react to other gases, temperature and humidity: without calibration they show a trend only.',
};

/** By part, so that a new kit model of known parts needs nothing here. */
const FITS: readonly Fit[] = [
  { part: 'Plantower', phenomenon: 'pm2_5', correction: 'epa-barkjohn-extended', reason: PLANTOWER },
  { part: 'Plantower', phenomenon: 'pm10', reason: PLANTOWER_PM10 },
  { part: 'Nova Fitness SDS011', phenomenon: 'pm2_5', correction: 'kappa-koehler', reason: SDS011 },
  { part: 'Nova Fitness SDS011', phenomenon: 'pm10', correction: 'kappa-koehler', reason: SDS011 },
  { part: 'Sensirion SEN55', phenomenon: 'pm2_5', reason: SEN55 },
  { part: 'Sensirion SEN55', phenomenon: 'pm10', reason: SEN55 },
];

/** Which correction fits a phenomenon of a kit model, and why; undefined where nothing is said (temperature, noise). */
export function fitOf(model: KitModel, phenomenon: string): Fit | undefined {
  const sensor = model.sensors.find(({ phenomena }) => phenomena.includes(phenomenon));
  if (sensor === undefined) return undefined;
  const fit = FITS.find((one) => one.phenomenon === phenomenon && sensor.part.startsWith(one.part));
  if (fit !== undefined) return fit;
  const trend = correctionOf('gas-trend-only');
  if (!trend?.phenomena.includes(phenomenon)) return undefined;
  return { part: sensor.part, phenomenon, correction: trend.id, reason: GAS };
}
