import type { NightEvents } from '../../analysis/noise/night-events.ts';
import type { Level, NoiseLevels } from '../../analysis/noise/noise-day.ts';
import type { NotEnough } from '../../analysis/not-enough.ts';
import { inDecibels } from '../../domain/decibel.ts';
import { EVENT_DEFINITIONS, type NoiseDay } from '../hours/noise-days.ts';
import type { LevelView, NoiseView } from '../schemas/noise.ts';
import { missingView } from './missing.ts';

type EventsView = NoiseView['days'][number]['events'][number];

/** Events listed of one night. */
const LISTED = 200;

const iso = (ms: number) => new Date(ms).toISOString();

function lacking({ missing }: NotEnough) {
  return { enough: false as const, missing: missing.map(missingView) };
}

function levelView(level: Level): LevelView {
  if (!level.enough) return lacking(level);
  return { enough: true, level: inDecibels(level.level), have: level.have, of: level.of };
}

/** Levels of day, evening and night and of all three together. */
export function levelsView({ day, evening, night, lden }: NoiseLevels): NoiseView['over'] {
  return {
    ...{ day: levelView(day), evening: levelView(evening), night: levelView(night) },
    lden: lden.enough ? { enough: true, level: inDecibels(lden.level) } : lacking(lden),
  };
}

function eventsView(of: (typeof EVENT_DEFINITIONS)[number], found: NightEvents | NotEnough): EventsView {
  const definition = { id: of.id, names: { ...of.names }, source: of.source };
  if (!found.enough) return { definition, ...lacking(found) };
  const events = found.events
    .slice(0, LISTED)
    .map(({ from, to, peak }) => ({ from: iso(from), to: iso(to), peak: inDecibels(peak) }));
  const threshold = inDecibels(found.threshold);
  return { definition, enough: true, threshold, count: found.events.length, events };
}

/** One noise day, with the events of its night where they were looked for. */
export function noiseDayView({ date, levels, events }: NoiseDay): NoiseView['days'][number] {
  const views = EVENT_DEFINITIONS.flatMap((definition, i) => {
    const found = events[i];
    return found === undefined ? [] : [eventsView(definition, found)];
  });
  return { date, ...levelsView(levels), events: views };
}
