import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { GAS_SENSORS } from './sensors-gases.ts';
import { PARTICLE_SENSORS } from './sensors-particles.ts';
import { WEATHER_SENSORS } from './sensors-weather.ts';

/** A sensor is unsteady for `span` ms after power came back, that is after a silence longer than `gap` ms. */
export interface WarmUp {
  readonly gap: number;
  readonly span: number;
}

/** ± of a value: the larger of the two figures, or their sum. */
export interface Accuracy {
  /** In the phenomenon's unit. */
  readonly absolute: number;
  /** Of the value, 0.1 for 10 %. */
  readonly relative: number;
  readonly joined: 'larger' | 'sum';
}

/** What a part's datasheet says of one phenomenon. */
export interface SensorFacts {
  /** What it measures, bounds included, in the phenomenon's unit. */
  readonly range?: readonly [number, number];
  /** % RH in which it works, bounds included. */
  readonly humidity?: readonly [number, number];
  readonly warmUp?: WarmUp;
  readonly accuracy?: Accuracy;
  readonly source: string;
}

/** A part, with the facts by phenomenon. */
export interface Sensor {
  readonly part: string;
  readonly facts: Readonly<Record<string, SensorFacts>>;
}

/** Parts whose datasheets are known here; what is not said there is left out. */
export const SENSORS: readonly Sensor[] = [...PARTICLE_SENSORS, ...GAS_SENSORS, ...WEATHER_SENSORS];

const BY_PART = new Map(SENSORS.map((sensor) => [sensor.part, sensor]));
const BY_MODEL = new Map(KIT_MODELS.map((model) => [model.id, model]));

/** What is known of the part that observes the phenomenon in kits of that model. */
export function sensorFactsOf(model: string, phenomenon: string): SensorFacts | undefined {
  for (const { part } of BY_MODEL.get(model)?.sensors.filter((s) => s.phenomena.includes(phenomenon)) ?? []) {
    const facts = BY_PART.get(part)?.facts;
    if (facts !== undefined && Object.hasOwn(facts, phenomenon)) return facts[phenomenon];
  }
  return undefined;
}
