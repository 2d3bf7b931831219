import type { FoundBatch } from '../../ingest/contract.ts';
import type { Message } from '../../ingest/message.ts';
import { reenter, type Submission } from '../../ingest/reenter.ts';
import { peek } from '../../protocols/archive-bytes.ts';
import { archiveOf } from '../../protocols/archive-of.ts';
import type { House } from '../house.ts';
import { DryRun } from '../reentry/dry-run.ts';
import { FileSplit } from './file-split.ts';
import type { StationImport, StationSums } from './station-import.ts';

/** A file of a network. */
export interface StationFile {
  readonly file: string;
  readonly bytes: AsyncIterable<Buffer>;
  /** Which archive it is of; found by its beginning when absent. */
  readonly as: string | undefined;
  /** Only says what taking it in brings; also of stations that are not registered yet. */
  readonly dry: boolean;
}

type Become = Pick<StationSums, 'accepted' | 'duplicates' | 'missing' | 'refusals'>;

/**
 * Takes a file with the values of many stations in, each station's as its own, or says what that brings. Readings of stations that
 * are not registered, and of kits that are no stations, are passed over and counted. In words: a file that no reader knows.
 */
export async function importStations(
  house: Pick<House, 'registry' | 'ingest' | 'store'>,
  { file, bytes, as, dry }: StationFile,
): Promise<StationImport | string> {
  const { head, all } = await peek(bytes);
  const reader = archiveOf(head, as);
  if (typeof reader === 'string') return reader;
  const kitOf = (externalId: string): string | undefined => {
    const kit = house.registry.kitByExternalId(reader.id, externalId);
    return kit?.official ? kit.id : undefined;
  };
  const split = new FileSplit({ topic: `stations/${file}`.slice(0, 200), decoder: reader.id, kitOf, dry });
  const batches = split.batches(reader.read(all, { file }));
  const become = dry ? await foretell(house, batches) : await takeIn(house, batches);
  return split.outcome(become);
}

async function foretell(
  { ingest, store }: Pick<House, 'ingest' | 'store'>,
  batches: AsyncIterable<FoundBatch>,
): Promise<ReadonlyMap<string, Become>> {
  await ingest.settled();
  const runs = new Map<string, DryRun>();
  for await (const batch of batches) {
    const run = runs.get(batch.kit) ?? new DryRun(store, Date.now());
    runs.set(batch.kit, run);
    await run.judge(batch);
  }
  return new Map([...runs].map(([kit, { expected }]) => [kit, expected]));
}

async function takeIn(
  { ingest }: Pick<House, 'ingest'>,
  batches: AsyncIterable<FoundBatch>,
): Promise<ReadonlyMap<string, Become>> {
  const messages: Message[] = [];
  async function* submissions(): AsyncGenerator<Submission> {
    for await (const batch of batches)
      yield (done) =>
        ingest.acceptFound(batch, (message) => {
          messages.push(message);
          done(message);
        });
  }
  await reenter(submissions(), ingest);
  return sumsOf(messages);
}

/** What became of messages, by kit, once the store has decided all of them. */
function sumsOf(messages: readonly Message[]): ReadonlyMap<string, Become> {
  const sums = new Map<string, Become & { refusals: Record<string, number> }>();
  for (const { kit, accepted, duplicates, missing, refusals } of messages) {
    const sum = sums.get(kit) ?? { accepted: 0, duplicates: 0, missing: 0, refusals: {} };
    for (const { code } of refusals) sum.refusals[code] = (sum.refusals[code] ?? 0) + 1;
    sums.set(kit, {
      accepted: sum.accepted + accepted,
      duplicates: sum.duplicates + duplicates,
      missing: sum.missing + missing,
      refusals: sum.refusals,
    });
  }
  return sums;
}
