import type { Expired, Limit } from '../stores/contract.ts';
import { applyRetention, limitsOf, type Retention } from '../upkeep/retention.ts';
import type { Config } from './config/schema.ts';
import type { House } from './house.ts';

/** How long the configuration has readings kept. */
export function retentionOf(config: Config): Retention {
  return { real: config.SUPERILLA_KEEP_DAYS, simulated: config.SUPERILLA_KEEP_SIMULATED_DAYS };
}

/** Days as files that hold only readings which are too old go with them. */
async function removeFiles({ dayFiles, registry }: House, limits: readonly Limit[]): Promise<void> {
  const real = limits.find(({ kit }) => registry.kit(kit)?.simulated === false);
  for (const { day } of dayFiles?.list() ?? []) {
    const start = Date.parse(day);
    if (real !== undefined && start < real.before) await dayFiles?.remove(start);
  }
}

/** Removes the readings of a house that are too old, or with `dry` only says which those are. */
export async function runRetention(house: House, dry: boolean): Promise<Expired[]> {
  const { registry, store, config } = house;
  const now = Date.now();
  const retention = retentionOf(config);
  const expired = await applyRetention({ registry, store, retention, now }, dry);
  if (!dry) await removeFiles(house, limitsOf(registry, retention, now));
  return expired;
}
