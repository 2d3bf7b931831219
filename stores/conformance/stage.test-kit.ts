import type { StoredReading } from '../../domain/reading.ts';
import type { AppendResult, Batch, ReadingQuery, ReadingStore } from '../contract.ts';

/** Where a store's data is: opening it again finds what was there. */
export interface StorePlace {
  open(): Promise<ReadingStore>;
  /** Called when the store is closed. */
  remove(): Promise<void>;
}

/** The store of the test that runs. */
export class Stage {
  readonly #make: () => Promise<StorePlace>;
  #place: StorePlace | undefined;
  #store: ReadingStore | undefined;

  constructor(make: () => Promise<StorePlace>) {
    this.#make = make;
  }

  get store(): ReadingStore {
    if (this.#store === undefined) throw new Error('no store is open');
    return this.#store;
  }

  append(rows: Batch['rows'], watermark: number, late: number[] = []): Promise<AppendResult> {
    return this.store.append({ rows, late, watermark });
  }

  /** Opens an empty store, in place of the one there may be. */
  async begin(): Promise<void> {
    await this.end();
    this.#place = await this.#make();
    this.#store = await this.#place.open();
  }

  async reopen(): Promise<void> {
    await this.store.close();
    this.#store = await this.#place?.open();
  }

  async end(): Promise<void> {
    await this.#store?.close();
    await this.#place?.remove();
    this.#store = undefined;
    this.#place = undefined;
  }
}

/** Everything a scan gives. */
export async function scanned(store: ReadingStore, query: ReadingQuery): Promise<StoredReading[]> {
  const readings: StoredReading[] = [];
  for await (const chunk of store.scan(query)) readings.push(...chunk);
  return readings;
}

/** Readings as text in an order of their own, for comparing where the order is free. */
export function sorted(readings: readonly StoredReading[]): string[] {
  return readings
    .map(({ kit, phenomenon, channel, time, value, flags, received }) =>
      JSON.stringify([kit, phenomenon, channel, time, value, flags, received]),
    )
    .sort();
}
