import { flagWords } from '../../domain/flags.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { KitReadingView, ReadingView } from '../schemas/reading.ts';

/** The UCUM code of a phenomenon's unit; empty for namespaced ones, whose unit nobody knows. */
export function unitOf(phenomenon: string): string {
  return phenomenonOf(phenomenon)?.unit ?? '';
}

/** A reading as it stands under its kit. */
export function readingView(
  { phenomenon, channel, time, value, flags, received }: Readonly<StoredReading>,
  { level, corrected, correction }: Assessment,
): ReadingView {
  return {
    phenomenon,
    channel,
    time: new Date(time).toISOString(),
    value,
    unit: unitOf(phenomenon),
    flags: flagWords(flags),
    received: new Date(received).toISOString(),
    level,
    corrected: corrected ?? null,
    correction: corrected === undefined ? null : correction,
  };
}

/** A reading as it stands alone. */
export function kitReadingView(reading: Readonly<StoredReading>, told: Assessment): KitReadingView {
  return { kit: reading.kit, ...readingView(reading, told) };
}
