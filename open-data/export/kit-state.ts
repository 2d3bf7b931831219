import { createHash } from 'node:crypto';
import type { Kit } from '../../domain/kit.ts';
import { appliedTo, correctable } from '../assessment/correctable.ts';
import type { KnownSensors } from '../hours/correction-for.ts';

/** Licence of a kit and how its values are corrected, as a short text that changes with any of it. */
export function kitState(kit: Kit & KnownSensors): string {
  const fitting = correctable(kit).map((phenomenon) => [phenomenon, appliedTo(kit, phenomenon, '')]);
  const declared = kit.calibrations ?? [];
  if (fitting.length === 0) return kit.licence;
  const hash = createHash('sha256').update(JSON.stringify([fitting, declared]));
  return `${kit.licence} ${hash.digest('hex').slice(0, 16)}`;
}
