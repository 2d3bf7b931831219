import type { Decibels } from '../../domain/decibel.ts';
import type { Span } from '../local-day.ts';

/** One equivalent or maximum level as a kit sent it. */
export interface LevelReading {
  /** UTC ms. */
  readonly time: number;
  readonly level: Decibels;
}

/** The readings within a span. */
export function within(readings: readonly LevelReading[], { start, end }: Span): LevelReading[] {
  return readings.filter(({ time }) => time >= start && time < end);
}

/**
 * In how many of the span's slots of `every` ms a reading stands, and how many slots there are. A burst of readings fills
 * one slot: it cannot stand for an hour.
 */
export function slotsFilled(readings: readonly LevelReading[], { start, end }: Span, every: number) {
  const of = Math.max(1, Math.floor((end - start) / every));
  const filled = new Set(readings.map(({ time }) => Math.min(of - 1, Math.floor((time - start) / every))));
  return { have: filled.size, of };
}
