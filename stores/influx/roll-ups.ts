import type { HourMark } from '../../domain/hour-mark.ts';
import type { BucketSums } from '../contract.ts';
import { completeDay } from './day-percentiles.ts';
import { ROLL_UPS } from './influxql.ts';
import { type RollUpParts, writeAll } from './roll-up-parts.ts';
import { Points } from './roll-up-points.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Kits whose readings are in memory together, because percentiles need them. */
const KITS = 200;

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
    const now = await parts.sums({ ...query, source: 'readings', percentiles: true });
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
    const query = { kits, phenomenon, spans: [{ from: day, to: day + DAY }], bucketMs: DAY };
    const sums = await parts.sums({ ...query, source: 'hours' });
    for (const one of sums) points.add(phenomenon, one);
  }
  await writeAll(parts, points.lines());
  if (day + DAY <= parts.now()) await completeDay(parts, kits, day);
}

/** Marks of a few kits each. */
function* someKits(marked: Marked): Generator<Marked> {
  const all = [...marked];
  for (let at = 0; at < all.length; at += KITS) yield new Map(all.slice(at, at + KITS));
}

/**
 * See `ReadingStore.rollUp`. Not one transaction: whoever reads meanwhile takes the readings of marked hours, and the marks stay
 * until this is done. A day gets its percentiles once it is over: until then it would be read whole with every hour of it.
 */
export async function rollUp(parts: RollUpParts, marks: readonly HourMark[]): Promise<void> {
  for (const [day, marked] of byDay(marks))
    for (const some of someKits(marked)) {
      await rollUpHours(parts, some);
      await rollUpDay(parts, [...some.keys()], day);
    }
}
