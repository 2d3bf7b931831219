import { type BuddyChange, compareBuddies } from './buddies.ts';
import { flagBuddies } from './buddy-flags.ts';
import type { DayWork, QualityCheck, QualityCounts, QualityPorts } from './contract.ts';
import { Counts } from './counts.ts';
import { FlagWriter } from './flag-writer.ts';
import { type GroupParts, judgeGroup } from './group-judge.ts';
import { type Group, groupsOf } from './groups.ts';
import { HourMeans } from './hour-means.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { LOOK } from './parameters.ts';
import { SpikeWindows } from './spike-windows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const dayOf = (time: number) => Math.floor(time / DAY) * DAY;

/** The UTC days in which flags of a group may change, as far as they have begun. */
function daysOf({ first, last }: Group, now: number): number[] {
  const days: number[] = [];
  const end = Math.min(last + HOUR + LOOK - 1, now);
  for (let day = dayOf(first - LOOK); day <= end; day += DAY) days.push(day);
  return days;
}

class Checker implements QualityCheck {
  readonly #ports: QualityPorts;
  readonly #counts = new Counts();
  readonly #windows: SpikeWindows;
  readonly #neighbourhood = new Neighbourhood();

  constructor(ports: QualityPorts) {
    this.#ports = ports;
    this.#windows = new SpikeWindows(ports.store);
  }

  counts(): QualityCounts {
    return this.#counts;
  }

  async run(work: DayWork): Promise<boolean> {
    const [first] = work.marks;
    if (first === undefined) return true;
    const means = new HourMeans(dayOf(first.hour));
    const writer = new FlagWriter({ ports: this.#ports, work, counts: this.#counts });
    // What was made of history says that it was not judged, even if no flag changes.
    if (!work.changed) await writer.touch(means.day);
    const whole = (await this.#series(work, means, writer)) && (await this.#buddies(work, means, writer));
    await writer.flush();
    if (whole && work.changed) for (const { kit } of work.marks) this.#windows.forgetAfter(kit, means.day);
    return whole;
  }

  /** What each kit's own series tell. */
  async #series(work: DayWork, means: HourMeans, writer: FlagWriter): Promise<boolean> {
    const ports = this.#ports;
    const kits = new Map(ports.kits().map((kit) => [kit.id, kit] as const));
    const parts: GroupParts = {
      ports,
      windows: this.#windows,
      means,
      signal: work.signal,
      kitOf: (id) => kits.get(id),
      isDue: (kit, hour) => writer.isDue(kit, hour),
      change: (change) => writer.add(change),
      relieve: () => writer.relieve(),
      checked: (n) => {
        this.#counts.checked += n;
      },
    };
    const today = dayOf(work.now);
    this.#windows.keep([today - DAY, today, means.day - DAY, means.day, means.day + DAY]);
    for (const group of groupsOf(work.marks)) {
      if (work.signal.aborted) return false;
      const ids = group.kits.map(({ kit }) => kit);
      await this.#windows.prepare(ids, daysOf(group, work.now));
      if (!(await judgeGroup(parts, group))) return false;
    }
    return true;
  }

  /** What the neighbours tell. */
  async #buddies(work: DayWork, means: HourMeans, writer: FlagWriter): Promise<boolean> {
    const { store, kits } = this.#ports;
    const changes: BuddyChange[] = [];
    const comparison = {
      store,
      means,
      neighbours: this.#neighbourhood.of(kits()),
      hours: [...new Set(work.marks.map(({ hour }) => means.hourOf(hour)))],
      isDue: (kit: string, hour: number) => writer.isDue(kit, hour),
    };
    for await (const change of compareBuddies(comparison)) changes.push(change);
    if (work.signal.aborted) return false;
    if (changes.length > 0) await flagBuddies({ store, writer }, changes);
    return true;
  }
}

/** The checks of readings over a store and what the registry knows of its kits. */
export function openQualityCheck(ports: QualityPorts): QualityCheck {
  return new Checker(ports);
}
