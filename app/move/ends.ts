import type { Row } from '../../domain/reading.ts';
import { missingInflux } from '../../stores/config.ts';
import type { AppendResult, ReadingStore } from '../../stores/contract.ts';
import type { House } from '../house.ts';
import { openStoreOf, primaryKind, type StoreKind } from '../store.ts';
import { shareStore } from './shared-store.ts';

/** One side of a move. */
export interface End {
  readonly kind: StoreKind;
  /** What it is in this house: the store, its mirror, or neither, opened for the move alone. */
  readonly role: 'primary' | 'mirror' | 'aside';
  readonly store: ReadingStore;
  readonly fill: (rows: readonly Row[]) => Promise<AppendResult>;
  close(): Promise<void>;
}

/** What cannot be moved, in words for the person who asked. */
export class MoveRefused extends Error {}

/** Opens the store of that kind. Rejects with `MoveRefused` where it is not configured, with the store's words where it is away. */
export async function openEnd(house: House, kind: StoreKind): Promise<End> {
  const { config, log, store, fill, mirror } = house;
  if (kind === primaryKind(config)) return { kind, role: 'primary', store, fill, async close() {} };
  if (kind === 'influx' && mirror !== undefined) {
    const opened = await mirror.mirror.store();
    return { kind, role: 'mirror', store: opened, fill: mirror.fill, async close() {} };
  }
  const missing = kind === 'influx' ? missingInflux(config) : [];
  if (missing.length > 0)
    throw new MoveRefused(missing.map(({ key, accepted }) => `${key} is not set: ${accepted}.`).join(' '));
  const shared = shareStore(await openStoreOf(kind, config, log));
  return { kind, role: 'aside', ...shared, close: () => shared.store.close() };
}
