import { BAD_FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { Context } from '../context.ts';
import type { ReadPorts } from '../ports.ts';
import { type Assessment, levelOfReading } from './assessment.ts';
import { type Applied, appliedTo, correctedBy } from './correctable.ts';
import { RecentHumidity } from './recent-humidity.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** What newest readings are assessed with; all of it is in memory. */
export interface NewestPorts extends Pick<ReadPorts, 'latest' | 'checked'> {
  readonly registry: Pick<ReadPorts['registry'], 'kit'>;
}

/** A state of answers made of newest readings. Levels follow the checks, which tell nobody: such answers are told anew every minute. */
export function newestState({ run, directory, ports }: Context): string {
  const minute = Math.floor(ports.now() / MINUTE).toString(36);
  return `${run}-${directory.version()}-${ports.latest.version()}-${minute}`;
}

function humidityOf(readings: readonly StoredReading[]): RecentHumidity {
  const humidity = new RecentHumidity();
  for (const { phenomenon, channel, time, value, flags } of readings)
    if (phenomenon === 'humidity' && (flags & BAD_FLAGS) === 0) humidity.note(channel, time, value);
  return humidity;
}

/**
 * Assesses readings of one kit that came just now: corrected at the kit's newest humidity, where that is at most ten minutes
 * older or newer.
 */
export function assessNewest(ports: NewestPorts, id: string): (reading: StoredReading) => Assessment {
  const kit = ports.registry.kit(id);
  let humidity: RecentHumidity | undefined;
  const apply = (applied: Applied, { channel, time, value }: StoredReading) => {
    humidity ??= humidityOf(ports.latest.ofKit(id));
    return correctedBy(applied, value, humidity.at(channel, time));
  };
  return (reading) => {
    const checked = ports.checked(id, Math.floor(reading.time / HOUR) * HOUR);
    const isBad = (reading.flags & BAD_FLAGS) !== 0;
    const applied =
      isBad || kit === undefined ? undefined : appliedTo(kit, reading.phenomenon, reading.channel);
    return {
      checked,
      level: levelOfReading(reading, checked),
      corrected: applied && apply(applied, reading),
      correction: applied?.name ?? '',
    };
  };
}
