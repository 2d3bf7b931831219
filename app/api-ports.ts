import type { Kit } from '../domain/kit.ts';
import { receiptTopic } from '../ingest/topics.ts';
import type { KitAccess, OpenDataPorts, OpenDoor } from '../open-data/ports.ts';
import { PROTOCOLS } from '../protocols/catalogue.ts';
import type { House } from './house.ts';
import { makerPorts } from './mapping/maker-ports.ts';
import { metricsOf } from './metrics.ts';
import { mirrorNotes } from './mirror-notes.ts';
import { claimQuarantined } from './reentry/claim.ts';
import { upload } from './reentry/upload.ts';
import { eraseKit } from './removal.ts';

/** Addresses the house is reached under; ports are those really listened on. */
export interface Addresses {
  readonly publicUrl: string;
  readonly host: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly openMqttPort: number | undefined;
}

function addressesFromConfig({ config }: House): Addresses {
  const host = config.SUPERILLA_HOST;
  const httpPort = config.SUPERILLA_HTTP_PORT;
  return {
    publicUrl: config.SUPERILLA_PUBLIC_URL ?? `http://${host}:${httpPort}`,
    host,
    httpPort,
    mqttPort: config.SUPERILLA_MQTT_PORT,
    openMqttPort: config.SUPERILLA_MQTT_OPEN_PORT,
  };
}

function access(
  house: House,
  kit: Kit,
  about: { token: string | undefined; addresses: Addresses },
): KitAccess {
  const { host, httpPort, mqttPort } = about.addresses;
  // Only open kits may use the listener without credentials.
  const openMqttPort = kit.open ? about.addresses.openMqttPort : undefined;
  const protocol = PROTOCOLS.find((p) => p.id === kit.dialect) ?? PROTOCOLS[0];
  const to = {
    kit: kit.id,
    externalId: kit.externalId ?? kit.id,
    host,
    httpPort,
    mqttPort,
    openMqttPort,
    token: about.token,
  };
  return {
    topics: {
      readings: `kits/${kit.id}/readings`,
      receipts: receiptTopic(kit.id),
      publish: house.topics.publishTopics(kit),
    },
    settings: protocol?.settings(to) ?? [],
  };
}

/** MQTT dialects share the listener without credentials; HTTP doors are opened one by one. */
function openDoors({ config }: House, { openMqttPort }: Addresses): OpenDoor[] {
  return PROTOCOLS.map(({ id: dialect, transports }) =>
    transports[0] === 'mqtt'
      ? { dialect, open: openMqttPort !== undefined, setting: 'SUPERILLA_MQTT_OPEN_PORT' }
      : {
          dialect,
          open: config.SUPERILLA_OPEN_DOORS.includes(dialect),
          setting: `SUPERILLA_OPEN_DOORS=${dialect}`,
        },
  );
}

/** What the API is given by the house. Before listeners are open, addresses are the configured ones. */
export function apiPorts(
  house: House,
  addresses: () => Addresses = () => addressesFromConfig(house),
): OpenDataPorts {
  const { registry, store, ingest } = house;
  const metrics = metricsOf({
    ingest,
    dialects: () => ingest.habits.dialects(),
    journal: house.journal,
    mirror: () => house.mirror?.mirror.state(),
    rates: house.rates,
    overRate: house.overRate,
    broker: () => house.broker,
    kits: () => registry.kits().length,
    rollUps: house.rollUps,
    quality: house.quality,
  });
  return {
    registry,
    store,
    series: (query) => house.rollUps.series(query),
    checked: (kit, hour) => house.rollUps.checked(kit, hour),
    dayFiles: house.dayFiles,
    local: {
      timeZone: house.config.SUPERILLA_TIME_ZONE,
      noisePeriods: house.config.SUPERILLA_NOISE_PERIODS,
    },
    latest: ingest.latest,
    live: ingest.live,
    receipts: { receipts: (kit, raw) => ingest.receipts.of(kit, raw) },
    losses: (kit) => ingest.habits.ofKit(kit, Date.now()),
    dialects: () => PROTOCOLS,
    now: () => Date.now(),
    kitAccess: (id, token) => {
      const kit = registry.kit(id);
      if (kit === undefined) throw new Error(`no kit ${id}`);
      return access(house, kit, { token, addresses: addresses() });
    },
    openDoors: () => openDoors(house, addresses()),
    claimQuarantined: (key, kit) => claimQuarantined(house, key, kit),
    upload: (file) => upload(house, file),
    maker: makerPorts(house),
    erase: (kit) => eraseKit(house, kit),
    publicUrl: () => addresses().publicUrl,
    readiness: () => {
      const trouble = ingest.trouble();
      const notes = mirrorNotes(house.mirror?.mirror.state());
      return { ready: trouble === undefined, reasons: trouble === undefined ? [] : [trouble], notes };
    },
    metrics: async () => ({ type: metrics.contentType, body: await metrics.metrics() }),
  };
}
