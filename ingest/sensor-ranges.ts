import { sensorFactsOf } from '../analysis/quality/sensors.ts';

/** What the sensors of one model can measure, by phenomenon. */
export class SensorRanges {
  readonly #model: string;
  /** Null where no datasheet says it. */
  readonly #known = new Map<string, readonly [number, number] | null>();

  constructor(model: string) {
    this.#model = model;
  }

  /** Whether the sensor of the phenomenon can measure that value (own unit); true where its range is not known. */
  holds(phenomenon: string, value: number): boolean {
    let range = this.#known.get(phenomenon);
    if (range === undefined) {
      range = sensorFactsOf(this.#model, phenomenon)?.range ?? null;
      this.#known.set(phenomenon, range);
    }
    return range === null || (value >= range[0] && value <= range[1]);
  }
}
