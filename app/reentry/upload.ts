import type { FoundBatch } from '../../ingest/contract.ts';
import { reenter, type Submission } from '../../ingest/reenter.ts';
import type { UploadedFile, UploadSums } from '../../open-data/ports.ts';
import type { ArchiveReader, ArchiveRow } from '../../protocols/archive.ts';
import { peek } from '../../protocols/archive-bytes.ts';
import { archiveOf } from '../../protocols/archive-of.ts';
import type { House } from '../house.ts';
import { DryRun } from './dry-run.ts';
import { Gatherer } from './found.ts';

const FAULTS = 20;

/** What a file's rows tell of it. */
class Tally {
  rows = 0;
  readings = 0;
  from: number | undefined;
  to: number | undefined;
  readonly faults: string[] = [];
  readonly sensors = new Set<string>();

  count({ line, externalId, readings, faults }: ArchiveRow): void {
    this.rows++;
    this.readings += readings.length;
    if (externalId !== '' && this.sensors.size < FAULTS) this.sensors.add(externalId);
    for (const { time } of readings) {
      this.from = Math.min(this.from ?? time, time);
      this.to = Math.max(this.to ?? time, time);
    }
    for (const fault of faults) if (this.faults.length < FAULTS) this.faults.push(`line ${line}: ${fault}`);
  }
}

/**
 * Takes the readings of a file in as the kit's own, or says what that brings. In words: a file that no reader knows. A file
 * that breaks off keeps what was read of it, with the fault among the others.
 */
export async function upload(house: House, given: UploadedFile): Promise<UploadSums | string> {
  const { kit, file, as, phenomenon, dry } = given;
  const { head, all } = await peek(given.bytes);
  const found = archiveOf(head, as);
  if (typeof found === 'string') return found;
  const reader: ArchiveReader = found;
  const tally = new Tally();
  const options = { file, ...(phenomenon === undefined ? {} : { phenomenon }) };
  async function* batches(): AsyncGenerator<FoundBatch> {
    const gatherer = new Gatherer({ kit, topic: `upload/${file}`.slice(0, 200), decoder: reader.id });
    try {
      for await (const row of reader.read(all, options)) {
        tally.count(row);
        const batch = gatherer.add(row);
        if (batch !== undefined) yield batch;
      }
    } catch (error) {
      tally.faults.push(`The file breaks off: ${error instanceof Error ? error.message : String(error)}`);
    }
    const rest = gatherer.rest();
    if (rest !== undefined) yield rest;
  }
  const become = dry ? await foretell(house, batches()) : await takeIn(house, batches());
  const { rows, readings, from, to, faults, sensors } = tally;
  return { archive: reader.id, dry, rows, readings, from, to, ...become, faults, sensors: [...sensors] };
}

type Become = Pick<UploadSums, 'accepted' | 'duplicates' | 'missing' | 'refusals'>;

async function foretell(house: House, batches: AsyncIterable<FoundBatch>): Promise<Become> {
  await house.ingest.settled();
  const run = new DryRun(house.store, Date.now());
  for await (const batch of batches) await run.judge(batch);
  return run.expected;
}

async function takeIn(house: House, batches: AsyncIterable<FoundBatch>): Promise<Become> {
  async function* submissions(): AsyncGenerator<Submission> {
    for await (const batch of batches) yield (done) => house.ingest.acceptFound(batch, done);
  }
  const { accepted, duplicates, missing, refusals } = await reenter(submissions(), house.ingest);
  return { accepted, duplicates, missing, refusals };
}
