import type { HourMark } from '../../domain/hour-mark.ts';
import type { BucketSums, Span, SumsQuery } from '../contract.ts';
import { ROLL_UPS } from './influxql.ts';
import { seriesOf } from './lines.ts';
import { PARTS, partOf } from './sums.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Lines of one request. */
const LINES = 5000;

/** A line, and the kit it is of. */
export interface KitLine {
  readonly kit: string;
  readonly line: string;
}

/** What roll-ups are made with. */
export interface RollUpParts {
  sums(query: SumsQuery): Promise<BucketSums[]>;
  /** What is held of these kits. */
  phenomenaOf(kits: readonly string[]): Iterable<string>;
  /** Writes the lines of kits that were not erased meanwhile, in turn with all other writes. */
  write(lines: readonly KitLine[]): Promise<void>;
  /** Removes the points of a kit in a span. */
  remove(measurement: string, kit: string, span: Span): Promise<void>;
}

type Grain = keyof typeof ROLL_UPS;

/** Marked hours of one day, by kit. */
type Marked = Map<string, Set<number>>;

function byDay(marks: readonly HourMark[]): Map<number, Marked> {
  const days = new Map<number, Marked>();
  for (const { kit, hour } of marks) {
    const day = Math.floor(hour / DAY) * DAY;
    const marked: Marked = days.get(day) ?? new Map();
    days.set(day, marked);
    marked.set(kit, (marked.get(kit) ?? new Set()).add(hour));
  }
  return days;
}

/** A number as a float field; what is beyond a double, which no field can be, as the largest. */
function float(value: number): number {
  return Number.isFinite(value) ? value : Math.sign(value) * Number.MAX_VALUE || 0;
}

/** Roll-ups put together to points: those of one kit, channel and time are one line. */
class Points {
  readonly #grain: Grain;
  readonly #points = new Map<string, { kit: string; time: number; fields: string[] }>();

  constructor(grain: Grain) {
    this.#grain = grain;
  }

  add(phenomenon: string, sums: BucketSums): void {
    const { kit, channel, time } = sums;
    const series = seriesOf(ROLL_UPS[this.#grain], { kit, channel });
    const key = `${series} ${time}`;
    const point = this.#points.get(key) ?? { kit, time, fields: [] };
    this.#points.set(key, point);
    for (const part of PARTS) {
      const value = part === 'n' ? `${sums.n}i` : float(sums[part]);
      point.fields.push(`${partOf(phenomenon, part)}=${value}`);
    }
  }

  lines(): KitLine[] {
    return [...this.#points].map(([key, { kit, time, fields }]) => {
      const series = key.slice(0, key.length - String(time).length - 1);
      return { kit, line: `${series} ${fields.join(',')} ${time}` };
    });
  }
}

async function writeAll(parts: RollUpParts, lines: readonly KitLine[]): Promise<void> {
  for (let at = 0; at < lines.length; at += LINES) await parts.write(lines.slice(at, at + LINES));
}

/** The hours that have a roll-up of something that has no readings there any more, as kit and hour. */
function emptied(before: readonly BucketSums[], now: readonly BucketSums[], marked: Marked): HourMark[] {
  const key = ({ kit, channel, time }: BucketSums) => `${kit}\n${channel}\n${time}`;
  const there = new Set(now.map(key));
  return before
    .filter((sums) => marked.get(sums.kit)?.has(sums.time) === true && !there.has(key(sums)))
    .map(({ kit, time }) => ({ kit, hour: time }));
}

async function rollUpHours(parts: RollUpParts, marked: Marked): Promise<void> {
  const kits = [...marked.keys()];
  const hours = [...marked.values()].flatMap((set) => [...set]);
  const from = hours.reduce((a, b) => Math.min(a, b));
  const to = hours.reduce((a, b) => Math.max(a, b)) + HOUR;
  const points = new Points('hours');
  const gone = new Map<string, HourMark>();
  for (const phenomenon of parts.phenomenaOf(kits)) {
    const query = { kits, phenomenon, spans: [{ from, to }], bucketMs: HOUR };
    const now = await parts.sums({ ...query, source: 'readings' });
    const before = await parts.sums({ ...query, source: 'hours' });
    for (const mark of emptied(before, now, marked)) gone.set(`${mark.kit}\n${mark.hour}`, mark);
    for (const sums of now) if (marked.get(sums.kit)?.has(sums.time)) points.add(phenomenon, sums);
  }
  for (const { kit, hour } of gone.values()) {
    const day = Math.floor(hour / DAY) * DAY;
    await parts.remove(ROLL_UPS.hours, kit, { from: hour, to: hour + HOUR });
    await parts.remove(ROLL_UPS.days, kit, { from: day, to: day + DAY });
  }
  await writeAll(parts, points.lines());
}

async function rollUpDay(parts: RollUpParts, kits: readonly string[], day: number): Promise<void> {
  const points = new Points('days');
  for (const phenomenon of parts.phenomenaOf(kits)) {
    const spans = [{ from: day, to: day + DAY }];
    const sums = await parts.sums({ kits, phenomenon, spans, bucketMs: DAY, source: 'hours' });
    for (const one of sums) points.add(phenomenon, one);
  }
  await writeAll(parts, points.lines());
}

/**
 * See `ReadingStore.rollUp`. Not one transaction: whoever reads meanwhile takes the readings of marked hours, and the marks stay
 * until this is done.
 */
export async function rollUp(parts: RollUpParts, marks: readonly HourMark[]): Promise<void> {
  for (const [day, marked] of byDay(marks)) {
    await rollUpHours(parts, marked);
    await rollUpDay(parts, [...marked.keys()], day);
  }
}
