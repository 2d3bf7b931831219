import type { Registry } from '../registry/contract.ts';
import type { Expired, Limit, ReadingStore } from '../stores/contract.ts';

const DAY = 86_400_000;

/** How many days readings are kept; absent for ever. */
export interface Retention {
  readonly real: number | undefined;
  readonly simulated: number | undefined;
}

/** Up to when the readings of each kit are too old, in whole UTC days, so that no roll-up is of half an hour. */
export function limitsOf(registry: Pick<Registry, 'kits'>, retention: Retention, now: number): Limit[] {
  const today = Math.floor(now / DAY) * DAY;
  return registry.kits().flatMap(({ id, simulated }) => {
    const days = simulated ? retention.simulated : retention.real;
    return days === undefined ? [] : [{ kit: id, before: today - days * DAY }];
  });
}

/** What `applyRetention` works with. */
export interface RetentionParts {
  readonly registry: Pick<Registry, 'kits'>;
  readonly store: Pick<ReadingStore, 'upkeep'>;
  readonly retention: Retention;
  readonly now: number;
}

/** Removes what is too old, or with `dry` only says what that would be; nothing where no limit is set. */
export async function applyRetention(parts: RetentionParts, dry: boolean): Promise<Expired[]> {
  const { registry, store, retention, now } = parts;
  const limits = limitsOf(registry, retention, now);
  return limits.length === 0 ? [] : ((await store.upkeep?.expire(limits, dry)) ?? []);
}
