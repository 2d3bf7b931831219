import type { Reading } from '../../domain/reading.ts';
import { believable } from '../days/believable.ts';
import type { VirtualKit } from '../district/district.ts';

/** What a virtual kit reads at an instant, UTC ms; empty while it is mute. */
export function readingsOf({ id, site, measures }: VirtualKit, time: number): readonly Reading[] {
  return measures.flatMap((phenomenon) => {
    const value = believable({ id, site }, phenomenon, time);
    return value === undefined ? [] : [{ kit: id, phenomenon, channel: '', time, value, flags: 0 }];
  });
}
