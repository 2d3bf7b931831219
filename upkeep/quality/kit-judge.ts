import type { NotedPeriod } from '../../analysis/quality/annotations.ts';
import { buddyRuleOf } from '../../analysis/quality/buddy-rules.ts';
import { judge, type Surroundings } from '../../analysis/quality/judge.ts';
import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { type SensorFacts, sensorFactsOf } from '../../analysis/quality/sensors.ts';
import type { Series } from '../../analysis/quality/series.ts';
import type { SpikeBounds } from '../../analysis/quality/spike-bounds.ts';
import { BAD_FLAGS, FLAGS } from '../../domain/flags.ts';
import type { FlagChange, Span } from '../../stores/contract.ts';
import type { Column, Columns } from './columns.ts';
import type { HourMeans } from './hour-means.ts';
import { SLOW } from './parameters.ts';

const HOUR = 3_600_000;
/** Flags that the checks of one kit's series set and take away. */
const OWN =
  FLAGS.stuck |
  FLAGS.spike |
  FLAGS.warm_up |
  FLAGS.humidity |
  FLAGS.disagreement |
  FLAGS.clock_drift |
  FLAGS.annotated |
  FLAGS.invalid;
const NOTED_INVALID = FLAGS.annotated | FLAGS.invalid;
const SLOW_IDS: ReadonlySet<string> = new Set(SLOW);

/** What is to be found out of one kit. */
export interface KitOrder {
  readonly kit: string;
  readonly model: string | undefined;
  /** Flags of readings in it are kept; those around it are only looked at. */
  readonly span: Span;
  readonly annotations: readonly NotedPeriod[];
  /** Whether only the flat lines of slow phenomena are looked for; they are left out otherwise. */
  readonly slow: boolean;
  spikesAt(phenomenon: string, channel: string): (time: number) => SpikeBounds | undefined;
  isDue(hour: number): boolean;
  /** Takes the hours that neighbours compare. */
  readonly means: HourMeans;
  change(change: FlagChange): void;
  checked(n: number): void;
}

/** The kit's humidity as a sensor feels it: of the same channel, of the kit, or whichever there is. */
function humidityFor(column: Column, columns: readonly Column[]): Series | undefined {
  const all = columns.filter(({ phenomenon }) => phenomenon === 'humidity');
  const of = (channel: string) => all.find((one) => one.channel === channel);
  return (of(column.channel) ?? of('') ?? all[0])?.series();
}

/** The other of two sensors of a kind; of three nobody knows which should agree. */
function twinOf(column: Column, columns: readonly Column[]): Series | undefined {
  const others = columns.filter((one) => one !== column && one.phenomenon === column.phenomenon);
  return others.length === 1 ? others[0]?.series() : undefined;
}

/** Times between readings, the middle one, ms; 0 for fewer than two. */
function cadence(times: ArrayLike<number>): number {
  const between = new Float64Array(Math.max(0, times.length - 1));
  for (let i = 0; i < between.length; i++) between[i] = (times[i + 1] as number) - (times[i] as number);
  return between.sort()[between.length >> 1] ?? 0;
}

/** A kit that sends seldom is not switched on anew each time: a silence is longer than three of its pauses. */
function factsFor(
  order: KitOrder,
  { phenomenon }: Column,
  times: ArrayLike<number>,
): SensorFacts | undefined {
  const facts = order.model === undefined ? undefined : sensorFactsOf(order.model, phenomenon);
  if (facts?.warmUp === undefined) return facts;
  const gap = Math.max(facts.warmUp.gap, 3 * cadence(times));
  return { ...facts, warmUp: { ...facts.warmUp, gap } };
}

function surroundings(order: KitOrder, column: Column, columns: readonly Column[]): Surroundings {
  const { phenomenon, channel } = column;
  const { stuck, rate } = seriesRulesOf(phenomenon);
  const isSlow = SLOW_IDS.has(phenomenon);
  if (order.slow) return { phenomenon, rules: stuck === undefined ? {} : { stuck } };
  const { times } = column.series();
  return {
    phenomenon,
    facts: factsFor(order, column, times),
    humidity: phenomenon === 'humidity' ? undefined : humidityFor(column, columns),
    twin: twinOf(column, columns),
    received: column.received(),
    annotations: order.annotations,
    spikesAt: order.spikesAt(phenomenon, channel),
    rules: {
      ...(stuck === undefined || isSlow ? {} : { stuck }),
      ...(rate === undefined ? {} : { rate }),
    },
  };
}

/** Flags that are to be kept, of those that were found. Bad on arrival stays so, whatever notes say or no longer say. */
function wanted(found: number, now: number): number {
  return (now & NOTED_INVALID) === FLAGS.invalid ? (found & ~FLAGS.annotated) | FLAGS.invalid : found;
}

/** Which of the flags are this order's to keep. */
function maskOf(order: KitOrder, phenomenon: string): number {
  if (order.slow) return FLAGS.stuck;
  return SLOW_IDS.has(phenomenon) ? OWN & ~FLAGS.stuck : OWN;
}

function keepColumn(order: KitOrder, column: Column, found: ArrayLike<number>): void {
  const { kit, span, means, slow } = order;
  const { phenomenon, channel } = column;
  const { times, values } = column.series();
  const now = column.flags();
  const mask = maskOf(order, phenomenon);
  const compared = !slow && buddyRuleOf(phenomenon) !== undefined;
  const hours = compared ? means.seriesOf(phenomenon, kit, channel) : undefined;
  let [hour, due] = [Number.NaN, false];
  for (let i = 0; i < now.length; i++) {
    const time = times[i] as number;
    if (time < span.from || time >= span.to) continue;
    const flags = now[i] as number;
    const target = wanted((found[i] as number) & mask, flags) & mask;
    const before = flags & mask;
    if (target !== before)
      order.change({ kit, phenomenon, channel, time, set: target & ~before, clear: before & ~target });
    if (time < hour || time >= hour + HOUR || Number.isNaN(hour)) {
      hour = Math.floor(time / HOUR) * HOUR;
      due = order.isDue(hour);
    }
    if (!due || slow) continue;
    order.checked(1);
    if (hours === undefined) continue;
    const place = means.hourOf(time);
    hours.count(place, flags);
    if ((((flags & ~mask) | target) & BAD_FLAGS) === 0) hours.add(place, 1, values[i] as number);
  }
}

/** Judges what was read of a kit, and tells which flags have to change. */
export function judgeKit(order: KitOrder, read: Columns): void {
  const columns = read.list();
  for (const column of columns)
    keepColumn(order, column, judge(column.series(), surroundings(order, column, columns)).flags);
}
