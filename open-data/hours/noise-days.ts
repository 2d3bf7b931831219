import { datesBetween, hoursIn, type Span } from '../../analysis/local-day.ts';
import type { NoiseHour } from '../../analysis/noise/hourly.ts';
import type { LevelReading } from '../../analysis/noise/level-reading.ts';
import { LOUD_60, type NightEvents, nightEvents, STANDS_OUT_3 } from '../../analysis/noise/night-events.ts';
import { type NoiseLevels, noiseDay, noiseOver, periodSpans } from '../../analysis/noise/noise-day.ts';
import type { NoisePeriods } from '../../analysis/noise/periods.ts';
import type { NotEnough } from '../../analysis/not-enough.ts';
import { decibels } from '../../domain/decibel.ts';
import { BAD_FLAGS } from '../../domain/flags.ts';
import type { HoursPorts } from './hour-record.ts';
import { LAEQ, noiseHoursOf } from './noise-hours.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What counts as an event of a night, in the order that answers have. */
export const EVENT_DEFINITIONS = [LOUD_60, STANDS_OUT_3] as const;

/** Noise days: `days` of them, the last one begins on the local ISO date `date`. */
export interface NoiseDaysAsked {
  readonly kit: string;
  readonly date: string;
  readonly days: number;
  readonly zone: string;
  readonly periods: NoisePeriods;
  /** Whether the events of each night are looked for, which reads its readings. */
  readonly events: boolean;
}

/** One noise day. Events in the order of `EVENT_DEFINITIONS`; none where they were not asked for. */
export interface NoiseDay {
  readonly date: string;
  readonly levels: NoiseLevels;
  readonly events: readonly (NightEvents | NotEnough)[];
}

/** The levels of a kit in a night, without bad ones, of the first microphone by channel. */
async function nightReadings({ store }: HoursPorts, kit: string, night: Span): Promise<LevelReading[]> {
  const byChannel = new Map<string, LevelReading[]>();
  const query = { kits: [kit], phenomena: [LAEQ], from: night.start, to: night.end };
  for await (const chunk of store.scan(query))
    for (const { channel, time, value, flags } of chunk) {
      if (flags & BAD_FLAGS || !Number.isFinite(value)) continue;
      const list = byChannel.get(channel);
      const reading = { time, level: decibels(value) };
      if (list === undefined) byChannel.set(channel, [reading]);
      else list.push(reading);
    }
  const [first = ''] = [...byChannel.keys()].sort();
  return byChannel.get(first) ?? [];
}

/** The usual distance of readings, ms: the median of their steps; an hour for fewer than two. */
function intervalOf(readings: readonly LevelReading[]): number {
  const steps = readings.slice(1).map(({ time }, i) => time - (readings[i]?.time ?? time));
  return steps.sort((a, b) => a - b)[steps.length >> 1] || HOUR;
}

async function eventsOf(ports: HoursPorts, asked: NoiseDaysAsked, night: Span) {
  if (!asked.events) return [];
  const readings = await nightReadings(ports, asked.kit, night);
  const every = intervalOf(readings);
  return EVENT_DEFINITIONS.map((definition) => nightEvents(readings, { night, every, definition }));
}

function hoursOf(known: ReadonlyMap<number, NoiseHour>, span: Span): NoiseHour[] {
  return hoursIn(span).flatMap((hour) => known.get(hour) ?? []);
}

/**
 * Ld, Le, Ln and Lden of each of a kit's noise days and of all together, from LAeq of its hours; and what stood out in each night.
 * Days have the hours that clocks give them. Throws StoreBusyError as the store does.
 */
export async function noiseDays(
  ports: HoursPorts,
  asked: NoiseDaysAsked,
): Promise<{ readonly days: readonly NoiseDay[]; readonly over: NoiseLevels }> {
  const { kit, date, zone, periods } = asked;
  const first = new Date(Date.parse(`${date}T00:00:00Z`) - (asked.days - 1) * DAY).toISOString().slice(0, 10);
  const spans = datesBetween(first, date).map((one) => ({
    date: one,
    ...periodSpans({ date: one, zone, periods }),
  }));
  const [from, to] = [spans[0]?.day.start ?? 0, spans.at(-1)?.night.end ?? 0];
  const known = await noiseHoursOf(ports, { kit, from, to });
  const days: NoiseDay[] = [];
  for (const { date: begins, day, night } of spans) {
    const hours = hoursOf(known, { start: day.start, end: night.end });
    const levels = noiseDay(hours, { date: begins, zone, periods });
    days.push({ date: begins, levels, events: await eventsOf(ports, asked, night) });
  }
  return {
    days,
    over: noiseOver(
      days.map(({ levels }) => levels),
      periods,
    ),
  };
}
