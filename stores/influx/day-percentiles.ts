import { type RollUpParts, writeAll } from './roll-up-parts.ts';
import { Points } from './roll-up-points.ts';

const DAY = 86_400_000;
/** So many kits' readings of a day are in memory together. */
const KITS = 200;
/** For so long days are looked after of kits that had nothing in the last hours: what marks the day is before its end. */
const SILENT = 3 * DAY;

/** Gives a day's roll-ups of some kits their percentiles, where its hours were made of the very readings that these are of. */
export async function completeDay(parts: RollUpParts, kits: readonly string[], day: number): Promise<void> {
  const points = new Points('days');
  for (const phenomenon of parts.phenomenaOf(kits)) {
    const query = { kits, phenomenon, spans: [{ from: day, to: day + DAY }], bucketMs: DAY };
    const days = await parts.sums({ ...query, source: 'days' });
    const rolledUp = new Map(days.map(({ kit, channel, n }) => [`${kit}\n${channel}`, n]));
    for (const one of await parts.sums({ ...query, source: 'readings', percentiles: true })) {
      const { kit, channel, time, n, p10, p50, p90 } = one;
      if (rolledUp.get(`${kit}\n${channel}`) === n)
        points.add(phenomenon, { kit, channel, time, p10, p50, p90 });
    }
  }
  await writeAll(parts, points.lines());
}

/** Completes the days of kits that were silent when they ended: once after the end of each day. */
export class SilentKits {
  #today = Number.NEGATIVE_INFINITY;

  async complete(parts: RollUpParts, kits: readonly string[]): Promise<void> {
    const today = Math.floor(parts.now() / DAY) * DAY;
    if (today === this.#today) return;
    for (let day = today - SILENT; day < today; day += DAY) {
      const without = await this.#without(parts, kits, day);
      for (let at = 0; at < without.length; at += KITS)
        await completeDay(parts, without.slice(at, at + KITS), day);
    }
    this.#today = today;
  }

  async #without(parts: RollUpParts, kits: readonly string[], day: number): Promise<string[]> {
    const found = new Set<string>();
    for (const phenomenon of parts.phenomenaOf(kits)) {
      const query = { kits, phenomenon, spans: [{ from: day, to: day + DAY }], bucketMs: DAY };
      for (const { kit, p50 } of await parts.sums({ ...query, source: 'days', percentiles: true }))
        if (p50 === undefined) found.add(kit);
    }
    return [...found];
  }
}
