import { levelOfFlags } from '../../domain/flags.ts';
import type { Kit } from '../../domain/kit.ts';
import { isNamespaced } from '../../domain/phenomena/catalogue.ts';
import type { StoredReading } from '../../domain/reading.ts';

/** How far a reading can be trusted; one that no check has looked at is `not_evaluated`, which is no doubt about it. */
export const READING_LEVELS = ['good', 'not_evaluated', 'suspect', 'bad'] as const;
export type ReadingLevel = (typeof READING_LEVELS)[number];

/** What is told of a reading beside what is stored of it. */
export interface Assessment {
  /** Whether the checks have looked at the kit's hour. */
  readonly checked: boolean;
  readonly level: ReadingLevel;
  /** The value corrected, in the phenomenon's own unit; undefined where it is not corrected. */
  readonly corrected: number | undefined;
  /** The correction that `corrected` comes from, `id@version`; empty without one. */
  readonly correction: string;
}

/** What readings are assessed with. */
export interface AssessmentPorts {
  /** Whether the checks have looked at the hour (start, UTC ms) of a kit. */
  checked(kit: string, hour: number): boolean;
  /** A kit as it is registered. */
  kit(id: string): Kit | undefined;
}

/** The level of a reading. Nothing checks namespaced phenomena: without a flag they are never good. */
export function levelOfReading(
  { phenomenon, flags }: Pick<StoredReading, 'phenomenon' | 'flags'>,
  checked: boolean,
): ReadingLevel {
  const level = levelOfFlags(flags, checked);
  return level === 'good' && phenomenon.startsWith('x_') && isNamespaced(phenomenon)
    ? 'not_evaluated'
    : level;
}
