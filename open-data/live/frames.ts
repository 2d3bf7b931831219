import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { assessNewest, type NewestPorts } from '../assessment/newest.ts';
import type { LiveFrame } from '../contract.ts';
import { kitReadingView } from '../views/reading.ts';

/** A frame as a server-sent event; of a frame that holds nothing for the listener only the id, which moves its place. */
export type EventText = (frame: LiveFrame, concerns: ((kit: string) => boolean) | undefined) => string;

/** Views of readings as JSON. Listeners share frames, so that each reading is written once for all of them. */
function viewsOf(ports: NewestPorts): (readings: readonly StoredReading[]) => string[] {
  const written = new WeakMap<StoredReading, string>();
  return (readings) => {
    const assessors = new Map<string, (reading: StoredReading) => Assessment>();
    return readings.map((reading) => {
      const before = written.get(reading);
      if (before !== undefined) return before;
      const assess = assessors.get(reading.kit) ?? assessNewest(ports, reading.kit);
      assessors.set(reading.kit, assess);
      const text = JSON.stringify(kitReadingView(reading, assess(reading)));
      written.set(reading, text);
      return text;
    });
  };
}

/** Writes frames for listeners. */
export function eventWriter(ports: NewestPorts): EventText {
  const views = viewsOf(ports);
  return (frame, concerns) => {
    if (frame.type === 'reset') return `id: ${frame.id}\nevent: reset\ndata: {}\n\n`;
    const readings =
      concerns === undefined ? frame.readings : frame.readings.filter(({ kit }) => concerns(kit));
    if (readings.length === 0) return `id: ${frame.id}\n\n`;
    return `id: ${frame.id}\nevent: readings\ndata: {"readings":[${views(readings).join(',')}]}\n\n`;
  };
}
