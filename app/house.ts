import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Broker } from '../broker/contract.ts';
import { SenderRates } from '../ingest/rates.ts';
import { CONSUMER, IngestService } from '../ingest/service.ts';
import { receiptTopic, TopicRules } from '../ingest/topics.ts';
import type { Journal } from '../journal/contract.ts';
import { openJournal } from '../journal/journal.ts';
import { PROTOCOLS } from '../protocols/catalogue.ts';
import type { Registry } from '../registry/contract.ts';
import { openRegistry } from '../registry/registry.ts';
import type { ReadingStore } from '../stores/contract.ts';
import type { Config } from './config/schema.ts';
import { Passes } from './passes.ts';
import { openStore } from './store.ts';

/** The rooms of one data folder, opened and connected, without any listener. */
export interface House {
  readonly config: Config;
  readonly log: Logger;
  readonly registry: Registry;
  readonly journal: Journal;
  readonly store: ReadingStore;
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

/** Opens everything in the data folder: brings back what the journal has beyond the store. The caller holds the folder's lock. */
export async function openHouse(config: Config, log: Logger): Promise<House> {
  const data = config.SUPERILLA_DATA;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const registry = await openRegistry({ path: join(data, 'registry.db'), log });
  const store = await openStore(config, log);
  const journal = await openJournal({
    directory: join(data, 'journal'),
    consumers: [CONSUMER],
    above: store.watermark(),
    log: (words) => log.warn(words),
    floorBytes: config.SUPERILLA_JOURNAL_FLOOR_MB * 1024 * 1024,
    onTrouble: (words) =>
      words === undefined
        ? log.warn('the journal takes messages again')
        : log.error(`nothing is acknowledged: ${words}`),
  });
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
  const house: House = {
    config,
    log,
    registry,
    journal,
    store,
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
  });
  return house;
}
