import { LEVELS } from './level.ts';
import { type Levels, levelsFor, type Series, timeAt } from './series.ts';

/** A clock is wrong where even the fastest of the last `count` messages took longer than `limit`, or came before it was sent. */
export interface ClockRule {
  readonly count: number;
  /** ms. */
  readonly limit: number;
  /** ms that the messages lie apart at most, by their own times: older ones say nothing of the clock now. */
  readonly within: number;
  /** ms; what comes later than that was kept and brought in, whatever the clock says. */
  readonly most: number;
}

const HOUR = 3_600_000;

/** Figures of this platform: a message that is sent at once arrives within seconds; two minutes spoil no hourly mean. */
export const CLOCK: ClockRule = { count: 20, limit: 120_000, within: 6 * HOUR, most: 24 * HOUR };

/** Messages that arrive in less than this share of the time in which they were taken had been waiting. */
const PACE = 0.5;

/** The messages of a series: readings next to each other that arrived together, the newest of which tells the delay. */
interface Messages {
  n: number;
  /** Place of the last reading. */
  readonly last: Int32Array;
  readonly time: Float64Array;
  readonly received: Float64Array;
}

function messagesOf(series: Series, received: ArrayLike<number>, levels: Levels): Messages {
  const most = levels.length;
  const [last, time, arrival] = [new Int32Array(most), new Float64Array(most), new Float64Array(most)];
  let n = 0;
  for (let i = 0; i < most; i++) {
    const at = received[i] ?? Number.NaN;
    if (levels[i] === LEVELS.missing || Number.isNaN(at)) continue;
    if (n === 0 || arrival[n - 1] !== at) n += 1;
    last[n - 1] = i;
    time[n - 1] = timeAt(series, i);
    arrival[n - 1] = at;
  }
  return { n, last, time, received: arrival };
}

/** The level of the message `to` by the least delay of it and those before it back to `from`. */
function levelBy(least: number, { time, received }: Messages, given: Window): number {
  const { from, to, rule } = given;
  const span = (time[to] as number) - (time[from] as number);
  if (span > rule.within) return LEVELS.not_evaluated;
  if (Math.abs(least) <= rule.limit) return LEVELS.good;
  if (least < 0) return LEVELS.suspect;
  const waited = (received[to] as number) - (received[from] as number) < PACE * span;
  return waited || least > rule.most ? LEVELS.not_evaluated : LEVELS.suspect;
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly rule: ClockRule;
}

/**
 * Clock drift, by the least delay (received - time) of the last `count` messages: a network delays and a kit that buffers delays
 * much, but neither makes a message early. `suspect` where the least delay lies beyond ± limit; not evaluated before there are
 * `count`, and where they arrive in a bunch or so late that they had been waiting. `received` holds UTC ms by place. Linear.
 */
export function checkClock(series: Series, received: ArrayLike<number>, rule = CLOCK): Levels {
  const levels = levelsFor(series);
  const messages = messagesOf(series, received, levels);
  const delay = (m: number) => (messages.received[m] as number) - (messages.time[m] as number);
  // Messages whose delay no later one undercuts, smallest first.
  const queue = new Int32Array(messages.n);
  let [head, tail] = [0, 0];
  for (let m = 0; m < messages.n; m++) {
    while (tail > head && delay(queue[tail - 1] as number) >= delay(m)) tail--;
    queue[tail++] = m;
    const from = m - rule.count + 1;
    while ((queue[head] as number) < from) head++;
    if (from < 0) continue;
    const level = levelBy(delay(queue[head] as number), messages, { from, to: m, rule });
    const first = m === 0 ? 0 : (messages.last[m - 1] as number) + 1;
    for (let i = first; i <= (messages.last[m] as number); i++)
      if (levels[i] !== LEVELS.missing) levels[i] = level;
  }
  return levels;
}
