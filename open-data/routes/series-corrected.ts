import { wantsHumidity } from '../../analysis/corrections/apply.ts';
import type { SeriesQuery } from '../../stores/contract.ts';
import { type Applied, appliedTo, correctedBy } from '../assessment/correctable.ts';
import type { ReadPorts } from '../ports.ts';
import type { Line } from './series-lines.ts';

interface Corrected {
  readonly line: Line;
  readonly applied: Applied;
}

/** The mean humidity of a kit's bucket in %, for a channel: of the hygrometer of that channel, else of the kit's first. */
type HumidityAt = (kit: string, channel: string) => ReadonlyMap<number, number> | undefined;

/** Means of humidity over the same buckets as the query's. */
async function humidityOf(
  ports: Pick<ReadPorts, 'series'>,
  query: SeriesQuery,
  kits: readonly string[],
): Promise<HumidityAt> {
  if (kits.length === 0) return () => undefined;
  const found = new Map<string, Map<string, Map<number, number>>>();
  const asked = { ...query, kits, phenomenon: 'humidity', percentiles: false };
  for (const { kit, channel, time, mean } of await ports.series(asked)) {
    const channels = found.get(kit) ?? new Map<string, Map<number, number>>();
    const means = channels.get(channel) ?? new Map<number, number>();
    found.set(kit, channels.set(channel, means.set(time, mean)));
  }
  return (kit, channel) => {
    const channels = found.get(kit);
    const first = [...(channels?.keys() ?? [])].sort()[0] ?? '';
    return channels?.get(channel) ?? channels?.get(first);
  };
}

/**
 * Adds the corrected means to the lines of sensors that have a correction: the correction of a bucket's mean, at the mean humidity
 * of the same kit and bucket. Buckets without that humidity are left out.
 */
export async function addCorrected(
  ports: Pick<ReadPorts, 'registry' | 'series'>,
  query: SeriesQuery,
  lines: readonly Line[],
): Promise<void> {
  const some = lines.flatMap((line): Corrected[] => {
    const kit = ports.registry.kit(line.kit);
    const applied = kit && appliedTo(kit, query.phenomenon, line.channel);
    return applied === undefined ? [] : [{ line, applied }];
  });
  const damp = some.filter(({ applied }) => wantsHumidity(applied.method)).map(({ line }) => line.kit);
  const humidity = await humidityOf(ports, query, [...new Set(damp)]);
  for (const { line, applied } of some) {
    const means = humidity(line.kit, line.channel);
    line.correction = applied.name;
    line.corrected = line.points.flatMap(([time, mean]): [number, number][] => {
      const value = correctedBy(applied, mean, means?.get(time));
      return value === undefined ? [] : [[time, value]];
    });
  }
}
