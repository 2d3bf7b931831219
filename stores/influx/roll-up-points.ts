import type { BucketSums } from '../contract.ts';
import { ROLL_UPS } from './influxql.ts';
import { seriesOf } from './lines.ts';
import { SPREAD } from './spread.ts';
import { PARTS, partOf } from './sums.ts';

/** A line, and the kit it is of. */
export interface KitLine {
  readonly kit: string;
  readonly line: string;
}

/** A number as a float field; what is beyond a double, which no field can be, as the largest. */
function float(value: number): number {
  return Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE || 0;
}

const COUNTS: ReadonlySet<string> = new Set(['n', 'bad', 'suspect']);

/** Roll-ups put together to points: those of one kit, channel and time are one line. */
export class Points {
  readonly #measurement: string;
  readonly #points = new Map<string, { kit: string; series: string; time: number; fields: string[] }>();

  constructor(grain: keyof typeof ROLL_UPS) {
    this.#measurement = ROLL_UPS[grain];
  }

  /** Adds what is given of a roll-up. */
  add(phenomenon: string, sums: Partial<BucketSums> & Pick<BucketSums, 'kit' | 'channel' | 'time'>): void {
    const { kit, time } = sums;
    const series = seriesOf(this.#measurement, sums);
    const key = `${series} ${time}`;
    const point = this.#points.get(key) ?? { kit, series, time, fields: [] };
    this.#points.set(key, point);
    for (const part of [...PARTS, ...SPREAD]) {
      const value = sums[part];
      if (value === undefined) continue;
      point.fields.push(`${partOf(phenomenon, part)}=${COUNTS.has(part) ? `${value}i` : float(value)}`);
    }
  }

  lines(): KitLine[] {
    return [...this.#points.values()].map(({ kit, series, time, fields }) => ({
      kit,
      line: `${series} ${fields.join(',')} ${time}`,
    }));
  }
}
