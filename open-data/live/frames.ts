import type { LiveFrame } from '../contract.ts';
import { kitReadingView } from '../views/reading.ts';

/** A frame as a server-sent event; of a frame that holds nothing for the listener only the id, which moves its place. */
export function eventText(frame: LiveFrame, concerns: ((kit: string) => boolean) | undefined): string {
  if (frame.type === 'reset') return `id: ${frame.id}\nevent: reset\ndata: {}\n\n`;
  const readings =
    concerns === undefined ? frame.readings : frame.readings.filter(({ kit }) => concerns(kit));
  if (readings.length === 0) return `id: ${frame.id}\n\n`;
  const data = JSON.stringify({ readings: readings.map(kitReadingView) });
  return `id: ${frame.id}\nevent: readings\ndata: ${data}\n\n`;
}
