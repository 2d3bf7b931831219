import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery, ReadingStore } from '../../stores/contract.ts';

/** Calls `take` with every reading of the query in the order of `scan`; gives after every few thousand how many. */
export async function* visitAll(
  store: Pick<ReadingStore, 'scan' | 'visit'>,
  query: ReadingQuery,
  take: (reading: Readonly<StoredReading>) => void,
): AsyncGenerator<number> {
  if (store.visit !== undefined) {
    yield* store.visit(query, take);
    return;
  }
  for await (const chunk of store.scan(query)) {
    for (const reading of chunk) take(reading);
    yield chunk.length;
  }
}
