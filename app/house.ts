import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Broker } from '../broker/contract.ts';
import { MIRROR, Mirror } from '../ingest/mirror.ts';
import { MirrorMark } from '../ingest/mirror-mark.ts';
import { SenderRates } from '../ingest/rates.ts';
import { CONSUMER, IngestService } from '../ingest/service.ts';
import { receiptTopic, TopicRules } from '../ingest/topics.ts';
import type { OpenedJournal } from '../journal/contract.ts';
import { openJournal } from '../journal/journal.ts';
import type { DayFiles } from '../open-data/export/day-files.ts';
import { PROTOCOLS } from '../protocols/catalogue.ts';
import type { Registry } from '../registry/contract.ts';
import { openRegistry } from '../registry/registry.ts';
import type { ReadingStore } from '../stores/contract.ts';
import type { RollUps } from '../upkeep/contract.ts';
import { openQualityCheck } from '../upkeep/quality/checker.ts';
import type { QualityCheck } from '../upkeep/quality/contract.ts';
import { openRollUps } from '../upkeep/roll-ups.ts';
import { EXIT } from './cli/exit-codes.ts';
import type { Config } from './config/schema.ts';
import { openDayFiles } from './day-files.ts';
import { heardFlags } from './heard-flags.ts';
import { markedStore } from './marked-store.ts';
import { type SharedStore, shareStore } from './move/shared-store.ts';
import { Passes } from './passes.ts';
import { openStore, openStoreOf, storeName } from './store.ts';
import { clockLog } from './upkeep.ts';

/** The rooms of one data folder, opened and connected, without any listener. */
export interface House {
  readonly config: Config;
  readonly log: Logger;
  readonly registry: Registry;
  readonly journal: OpenedJournal;
  readonly store: ReadingStore;
  readonly rollUps: RollUps;
  /** Judges readings before they are rolled up. */
  readonly quality: QualityCheck;
  /** Files of closed days; undefined where none are made. */
  readonly dayFiles: DayFiles | undefined;
  /** Adds readings to the store beside what the ingest commits. */
  readonly fill: SharedStore['fill'];
  /** The copy on another store, and what adds readings to it; undefined without one. */
  readonly mirror: HouseMirror | undefined;
  readonly ingest: IngestService;
  readonly topics: TopicRules;
  readonly passes: Passes;
  /** How fast senders may send, over all doors. */
  readonly rates: SenderRates;
  /** API requests that were answered with 429, since start. */
  readonly overRate: { requests: number };
  /** Set while the broker runs: receipts go out through it. */
  broker: Broker | undefined;
  /** Whether `token` lets one act as the kit: its own token, or a pass of this run. */
  authenticate(kit: string, token: string): boolean;
  close(): Promise<void>;
}

/** The mirror of a house. */
export interface HouseMirror {
  readonly mirror: Mirror;
  /** Rejects while its store is away. */
  fill: SharedStore['fill'];
}

const MEBIBYTE = 1024 * 1024;
const DAY = 86_400_000;

function openHouseJournal(config: Config, log: Logger, above: number): Promise<OpenedJournal> {
  return openJournal({
    directory: join(config.SUPERILLA_DATA, 'journal'),
    consumers: config.SUPERILLA_STORE === 'both' ? [CONSUMER, MIRROR] : [CONSUMER],
    above,
    log: (words) => log.warn(words),
    floorBytes: config.SUPERILLA_JOURNAL_FLOOR_MB * MEBIBYTE,
    keepMs: config.SUPERILLA_JOURNAL_KEEP_DAYS * DAY,
    keepBytes: config.SUPERILLA_JOURNAL_KEEP_MB * MEBIBYTE,
    onTrouble: (words) =>
      words === undefined
        ? log.warn('the journal takes messages again')
        : log.error(`nothing is acknowledged: ${words}`),
    onDeath: endProcess,
  });
}

/** Nothing can be acknowledged without the journal's thread: whoever watches over the process starts it again, and nothing is lost. */
function endProcess(error: Error): void {
  const words = `The journal's thread has died (${error.message}). Nothing acknowledged is lost; start again.`;
  process.stderr.write(`${words}\n`);
  process.exit(EXIT.fault);
}

function openMirror(
  config: Config,
  { journal, log, history }: { journal: OpenedJournal; log: Logger; history: boolean },
): HouseMirror | undefined {
  const mark = join(config.SUPERILLA_DATA, 'mirror.json');
  if (config.SUPERILLA_STORE !== 'both') {
    MirrorMark.remove(mark);
    return undefined;
  }
  let shared: SharedStore | undefined;
  const mirror = new Mirror({
    journal,
    mark,
    history,
    capBytes: config.SUPERILLA_MIRROR_CAP_MB * MEBIBYTE,
    warn: (words) => log.warn(words),
    async open() {
      shared = shareStore(await openStoreOf('influx', config, log));
      return shared.store;
    },
  });
  return {
    mirror,
    async fill(rows) {
      await mirror.store();
      if (shared === undefined) throw new Error('the mirror is not open');
      return shared.fill(rows);
    },
  };
}

/** Opens everything in the data folder: brings back what the journal has beyond the store. The caller holds the folder's lock. */
export async function openHouse(config: Config, log: Logger): Promise<House> {
  const data = config.SUPERILLA_DATA;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const registry = await openRegistry({ path: join(data, 'registry.db'), log });
  // The newest readings in memory follow what the checks find.
  const opened = heardFlags(await openStore(config, log), (change) =>
    house.ingest.latest.reflag(change, change.set, change.clear),
  );
  const quality = openQualityCheck({
    store: opened,
    kits: () => registry.kits(),
    annotations: (kit) => registry.annotations(kit),
    touched: async (day) => house.dayFiles?.remove(day),
  });
  const rollUps = await openRollUps({
    registry,
    store: opened,
    check: quality,
    identity: storeName(config),
    log: clockLog(log),
  });
  const { store, fill } = shareStore(markedStore(opened, rollUps));
  const history = store.watermark() > 0;
  const journal = await openHouseJournal(config, log, store.watermark());
  const passes = new Passes();
  const ingest = await IngestService.open({
    journal,
    store,
    registry,
    protocols: PROTOCOLS,
    sink: {
      wanted: (kit) => house.broker?.hasListener(receiptTopic(kit)) ?? false,
      send: (kit, receipt) => house.broker?.publish(receiptTopic(kit), JSON.stringify(receipt)),
      reply: (topic, payload) => house.broker?.publish(topic, payload),
    },
    warn: (words) => log.warn(words),
  });
  const dayFiles = await openDayFiles(config, { registry, store, rollUps });
  const mirror = openMirror(config, { journal, log, history });
  const house: House = {
    config,
    log,
    registry,
    journal,
    store,
    rollUps,
    quality,
    dayFiles,
    fill,
    mirror,
    ingest,
    topics: new TopicRules(registry, PROTOCOLS),
    passes,
    rates: new SenderRates({
      messages: config.SUPERILLA_RATE_MESSAGES,
      messageBurst: config.SUPERILLA_RATE_MESSAGES_BURST,
      bytes: config.SUPERILLA_RATE_BYTES,
      byteBurst: config.SUPERILLA_RATE_BYTES_BURST,
    }),
    overRate: { requests: 0 },
    broker: undefined,
    authenticate: (kit, token) => registry.authenticate(kit, token) || passes.isPass(kit, token),
    async close() {
      await ingest.close();
      await mirror?.mirror.close();
      await journal.close();
      await store.close();
      await registry.close();
    },
  };
  registry.onChange((event) => {
    if (event.type === 'kit_removed' || event.type === 'credentials_changed') {
      passes.withdraw(event.kit);
      house.broker?.disconnect(event.kit);
    }
    if (event.type === 'annotations_changed')
      rollUps
        .mark(event.kit, event.from, event.to)
        .catch((error: unknown) => log.error({ err: error }, 'a note is not in the flags of its period'));
    // A licence that changed, or a kit that is gone, must not stand in a file any more.
    if (event.type === 'kit_changed' || event.type === 'kit_removed')
      dayFiles?.check().catch((error: unknown) => log.error({ err: error }, 'day files'));
  });
  return house;
}
