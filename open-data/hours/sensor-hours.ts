import type { Kit } from '../../domain/kit.ts';
import type { Bucket } from '../../stores/contract.ts';
import type { HoursPorts, HoursQuery } from './hour-record.ts';

const HOUR = 3_600_000;

function knownKit({ registry }: HoursPorts, id: string): Kit[] {
  const kit = registry.kit(id);
  return kit === undefined ? [] : [kit];
}

/** The hours of one sensor: of one kit, phenomenon and channel, in order of time. */
export interface SensorHours {
  readonly kit: Kit;
  readonly phenomenon: string;
  readonly channel: string;
  readonly hours: readonly Bucket[];
}

/**
 * What is known of the hours asked for, and of those up to `back` ms before them, channel by channel in the order of the kits. Kits
 * that are not registered are passed over.
 */
export async function sensorHours(
  ports: HoursPorts,
  query: HoursQuery,
  back: number,
): Promise<SensorHours[]> {
  const { kits, phenomenon, to, percentiles = false } = query;
  const known = [...new Set(kits)].flatMap((id) => knownKit(ports, id));
  if (known.length === 0) return [];
  const from = Math.floor(query.from / HOUR) * HOUR - back;
  const ids = known.map(({ id }) => id);
  const span = { from, to: Math.ceil(to / HOUR) * HOUR, bucketMs: HOUR };
  const buckets = await ports.series({ kits: ids, phenomenon, percentiles, ...span });
  const found = new Map<string, Map<string, Bucket[]>>(ids.map((id) => [id, new Map()]));
  for (const bucket of buckets) {
    const channels = found.get(bucket.kit);
    const list = channels?.get(bucket.channel);
    if (list === undefined) channels?.set(bucket.channel, [bucket]);
    else list.push(bucket);
  }
  return known.flatMap((kit) =>
    [...(found.get(kit.id) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([channel, hours]) => ({ kit, phenomenon, channel, hours })),
  );
}
