import { FLAGS } from '../../domain/flags.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingStore } from '../../stores/contract.ts';
import type { BuddyChange } from './buddies.ts';
import type { FlagWriter } from './flag-writer.ts';
import { visitAll } from './visit.ts';

const HOUR = 3_600_000;
/** Kits that are read together. */
const KITS = 250;

const keyOf = (phenomenon: string, channel: string, hour: number) => `${phenomenon}\n${channel}\n${hour}`;

/** Hours whose readings change, by kit, and then by phenomenon, channel and hour: whether they carry the flag from now on. */
function byKit(changes: readonly BuddyChange[]): Map<string, Map<string, boolean>> {
  const kits = new Map<string, Map<string, boolean>>();
  for (const { kit, phenomenon, channel, hour, flagged } of changes) {
    const hours = kits.get(kit) ?? new Map<string, boolean>();
    kits.set(kit, hours.set(keyOf(phenomenon, channel, hour), flagged));
  }
  return kits;
}

/** Sets and takes away the flag of readings in hours of one UTC day. Only readings that change are written. */
export async function flagBuddies(
  { store, writer }: { store: Pick<ReadingStore, 'scan' | 'visit'>; writer: FlagWriter },
  changes: readonly BuddyChange[],
): Promise<void> {
  const kits = byKit(changes);
  const phenomena = [...new Set(changes.map(({ phenomenon }) => phenomenon))];
  const hours = changes.map(({ hour }) => hour);
  const from = hours.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = hours.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + HOUR;
  const take = ({ kit, phenomenon, channel, time, flags }: Readonly<StoredReading>) => {
    const flagged = kits.get(kit)?.get(keyOf(phenomenon, channel, Math.floor(time / HOUR) * HOUR));
    if (flagged === undefined || flagged === ((flags & FLAGS.buddy) !== 0)) return;
    const [set, clear] = flagged ? [FLAGS.buddy, 0] : [0, FLAGS.buddy];
    writer.add({ kit, phenomenon, channel, time, set, clear });
  };
  const ids = [...kits.keys()];
  for (let at = 0; at < ids.length; at += KITS)
    for await (const _ of visitAll(store, { kits: ids.slice(at, at + KITS), phenomena, from, to }, take))
      await writer.relieve();
  await writer.flush();
}
