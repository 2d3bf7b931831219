import { BAD_FLAGS, SUSPECT_FLAGS } from '../../domain/flags.ts';
import { PHENOMENA, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type {
  AppendResult,
  Batch,
  Bucket,
  FlagChange,
  Holding,
  ReadingQuery,
  SeriesQuery,
  Spread,
  Verdict,
} from '../contract.ts';

function identity(reading: Pick<StoredReading, 'kit' | 'channel' | 'time' | 'phenomenon'>): string {
  return `${reading.kit} ${reading.channel} ${reading.time} ${reading.phenomenon}`;
}

function place(phenomenon: string): number {
  const at = PHENOMENA.findIndex(({ id }) => id === phenomenon);
  return at < 0 ? PHENOMENA.length : at;
}

function order(a: StoredReading, b: StoredReading): number {
  const text = (x: string, y: string) => Number(x > y) - Number(x < y);
  return (
    text(a.kit, b.kit) ||
    a.time - b.time ||
    text(a.channel, b.channel) ||
    place(a.phenomenon) - place(b.phenomenon) ||
    text(a.phenomenon, b.phenomenon)
  );
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

function mean(phenomenon: string, readings: readonly StoredReading[]): number {
  const values = readings.map(({ value }) => value);
  const average = (f: (v: number) => number) => sum(values.map(f)) / values.length;
  switch (phenomenonOf(phenomenon)?.averaging) {
    case 'energetic':
      return 10 * Math.log10(average((v) => 10 ** (v / 10)));
    case 'circular': {
      const radians = Math.PI / 180;
      const y = average((v) => Math.sin(v * radians));
      const x = average((v) => Math.cos(v * radians));
      return (Math.atan2(y, x) / radians + 360) % 360;
    }
    case 'sum':
      return sum(values);
    case 'last':
      return readings.reduce((a, b) => (b.time > a.time ? b : a)).value;
    default:
      return average((v) => v);
  }
}

/** The percentile of sorted values, linear between two of them. */
function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return below + (above - below) * (at % 1);
}

/** What is said of the flags of readings, and with `percentiles` of how they are spread. */
export function spreadOf(readings: readonly StoredReading[], percentiles: boolean): Spread {
  const isBad = ({ flags }: StoredReading) => (flags & BAD_FLAGS) !== 0;
  const bad = readings.filter(isBad).length;
  const suspect = readings.filter((one) => !isBad(one) && (one.flags & SUSPECT_FLAGS) !== 0).length;
  if (!percentiles) return { bad, suspect };
  const sorted = readings.map(({ value }) => value).sort((a, b) => a - b);
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => percentile(sorted, share));
  return { bad, suspect, p10, p50, p90 };
}

/** What a store has to do, in the plainest way: a list of readings. Stores are compared with it. */
export class ModelStore {
  #readings = new Map<string, StoredReading>();
  watermark = 0;

  append({ rows, watermark }: Batch): AppendResult {
    let accepted = 0;
    const duplicates: Verdict[] = [];
    const conflicts: Verdict[] = [];
    for (const [row, { kit, channel, time, received, ...lists }] of rows.entries()) {
      for (const [at, phenomenon] of lists.phenomena.entries()) {
        const [value, flags] = [lists.values[at] as number, lists.flags[at] as number];
        const key = identity({ kit, channel, time, phenomenon });
        const stored = this.#readings.get(key)?.value;
        if (stored === undefined) {
          this.#readings.set(key, { kit, channel, time, received, phenomenon, value, flags });
          accepted += 1;
        } else {
          (stored === value ? duplicates : conflicts).push({ row, at, stored });
        }
      }
    }
    this.watermark = watermark;
    return { accepted, duplicates, conflicts };
  }

  erase(kit: string, watermark: number): void {
    for (const [key, reading] of this.#readings) if (reading.kit === kit) this.#readings.delete(key);
    this.watermark = watermark;
  }

  flag(changes: readonly FlagChange[]): void {
    for (const change of changes) {
      const reading = this.#readings.get(identity(change));
      if (reading === undefined) continue;
      const flags = (reading.flags & ~change.clear) | change.set;
      this.#readings.set(identity(change), { ...reading, flags });
    }
  }

  /** By kit, time, channel and phenomenon. */
  scan({ kits, phenomena, from = -Infinity, to = Infinity }: ReadingQuery): StoredReading[] {
    return [...this.#readings.values()]
      .filter(({ kit, time, phenomenon }) => {
        const asked = phenomena === undefined || phenomena.includes(phenomenon);
        return kits.includes(kit) && asked && time >= from && time < to;
      })
      .sort(order);
  }

  latest(kits: readonly string[]): StoredReading[] {
    const newest = new Map<string, StoredReading>();
    for (const reading of this.scan({ kits })) newest.set(identity({ ...reading, time: 0 }), reading);
    return [...newest.values()].sort(order);
  }

  series({ kits, phenomenon, from, to, bucketMs, merged, percentiles = false }: SeriesQuery): Bucket[] {
    const groups = new Map<string, StoredReading[]>();
    for (const reading of this.scan({ kits, phenomena: [phenomenon], from, to })) {
      const time = Math.floor(reading.time / bucketMs) * bucketMs;
      const key = JSON.stringify(merged ? ['', '', time] : [reading.kit, reading.channel, time]);
      groups.set(key, [...(groups.get(key) ?? []), reading]);
    }
    return [...groups].map(([key, readings]) => {
      const [kit, channel, time] = JSON.parse(key) as [string, string, number];
      const values = readings.map(({ value }) => value);
      const [min, max] = [Math.min(...values), Math.max(...values)];
      const spread = spreadOf(readings, percentiles);
      return { kit, channel, time, n: values.length, mean: mean(phenomenon, readings), min, max, ...spread };
    });
  }

  holdings(kits: readonly string[]): Holding[] {
    const groups = new Map<string, Holding>();
    for (const { kit, channel, phenomenon, time } of this.scan({ kits })) {
      const key = identity({ kit, channel, phenomenon, time: 0 });
      const { n, first } = groups.get(key) ?? { n: 0, first: time };
      groups.set(key, { kit, channel, phenomenon, n: n + 1, first, last: time });
    }
    return [...groups.values()];
  }
}
