import { LEVELS } from './level.ts';
import { type Levels, levelsFor, type Series, timeAt } from './series.ts';

/** A clock is wrong where even the fastest of the last `count` messages took longer than `limit`, or came before it was sent. */
export interface ClockRule {
  readonly count: number;
  /** ms. */
  readonly limit: number;
}

/** Figures of this platform: a message that is sent at once arrives within seconds; two minutes spoil no hourly mean. */
export const CLOCK: ClockRule = { count: 20, limit: 120_000 };

/**
 * Clock drift, by the least delay (received - time) of the last `count` readings: a network delays and a kit that buffers delays
 * much, but neither makes a message early. `suspect` where the least delay lies beyond ± limit; not evaluated before there are
 * `count`. `received` holds UTC ms by place. Linear.
 */
export function checkClock(series: Series, received: ArrayLike<number>, rule = CLOCK): Levels {
  const levels = levelsFor(series);
  const delay = (i: number) => (received[i] ?? Number.NaN) - timeAt(series, i);
  // Places whose delay no later one undercuts, smallest first.
  const queue = new Int32Array(levels.length);
  let [head, tail] = [0, 0];
  for (let i = 0; i < levels.length; i++) {
    while (tail > head && delay(queue[tail - 1] as number) >= delay(i)) tail--;
    queue[tail++] = i;
    while ((queue[head] as number) <= i - rule.count) head++;
    if (levels[i] === LEVELS.missing || i + 1 < rule.count) continue;
    const least = delay(queue[head] as number);
    if (Number.isNaN(least)) continue;
    levels[i] = Math.abs(least) > rule.limit ? LEVELS.suspect : LEVELS.good;
  }
  return levels;
}
