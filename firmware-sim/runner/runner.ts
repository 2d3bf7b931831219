import { setMaxListeners } from 'node:events';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { District, VirtualKit } from '../district/district.ts';
import { httpSender } from './http-sender.ts';
import { mqttSender } from './mqtt-sender.ts';
import type { Log, Sender } from './sender.ts';
import { live } from './virtual-kit.ts';

export interface RunOptions {
  readonly district: District;
  /** Root of the HTTP server: `http://127.0.0.1:8080`. */
  readonly http: string;
  readonly mqttHost: string;
  readonly mqttPort: number;
  /** Listener without credentials, for kits that have no token. */
  readonly openMqttPort?: number;
  /** Token by kit id. Kits without one stay silent unless there is an open listener. */
  readonly credentials: ReadonlyMap<string, string>;
  /** Clock that readings are taken by, UTC ms. */
  readonly now?: () => number;
  /** From one reading of a kit to its next; ten seconds unless given. */
  readonly intervalMs?: number;
  /** How much of the past is sent first, by kits whose dialect tells times; a day unless given. */
  readonly backfillHours?: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

function senderFor(kit: VirtualKit, transport: 'mqtt' | 'http', options: RunOptions): Sender | undefined {
  const { http, mqttHost, mqttPort, openMqttPort, credentials, signal, log } = options;
  const token = credentials.get(kit.id);
  if (transport === 'http') return httpSender({ http, kit: kit.id, token, signal, log });
  const port = token === undefined ? openMqttPort : mqttPort;
  return port === undefined
    ? undefined
    : mqttSender({ host: mqttHost, port, kit: kit.id, token, signal, log });
}

async function runKit(kit: VirtualKit, options: RunOptions): Promise<void> {
  const { now = Date.now, intervalMs = 10_000, backfillHours = 24, signal, log } = options;
  const protocol = PROTOCOLS.find(({ id }) => id === kit.fields.dialect);
  const sender = protocol && senderFor(kit, protocol.transports[0] ?? 'mqtt', options);
  if (protocol === undefined || sender === undefined) {
    log.warn({ kit: kit.id, dialect: kit.fields.dialect }, 'a virtual kit has no way to send its readings');
    return;
  }
  try {
    await live({ kit, protocol, sender, now, intervalMs, backfillHours, signal });
  } finally {
    await sender.close();
  }
}

/**
 * Brings a district to life: every kit over its own real connection, in its own dialect, with its own token. It first tells
 * the past hours, then reads on. Resolves after the signal came and all connections are closed.
 */
export async function runDistrict(options: RunOptions): Promise<void> {
  // Every kit listens for the end.
  setMaxListeners(0, options.signal);
  await Promise.all(options.district.kits.map((kit) => runKit(kit, options)));
}
