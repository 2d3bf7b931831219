import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, ErrorWithReasonCode } from 'mqtt';
import type { Outgoing } from '../../protocols/contract.ts';
import { uniform } from '../days/chance.ts';
import type { Log, Sender } from './sender.ts';

/** Return codes of CONNACK that will be the same next time: bad user name or password, not authorised (MQTT 3.1.1, 3.2.2.3). */
const FINAL = new Set([4, 5]);

interface MqttSenderOptions {
  readonly host: string;
  readonly port: number;
  readonly kit: string;
  /** Undefined for kits without a token. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * A connection of the kit's own, publishing with QoS 1. It connects again by itself, each kit after a time of its own so that
 * a restarted server is not met by all at once; a kit whose credential is refused gives up.
 */
export function mqttSender({ host, port, kit, token, signal, log }: MqttSenderOptions): Sender {
  const client = connect({
    host,
    port,
    protocol: 'mqtt',
    clientId: `virtual-${kit}`,
    ...(token === undefined ? {} : { username: kit, password: token }),
    connectTimeout: 10_000,
    reconnectPeriod: 1_000 + Math.round(4_000 * uniform(`${kit}/reconnect`, 0)),
    reconnectOnConnackError: true,
  });
  const over = new AbortController();
  const ended = once(over.signal, 'abort').then(() => undefined);
  client.on('error', (error) => {
    const refused = error instanceof ErrorWithReasonCode && FINAL.has(error.code ?? 0);
    if (!refused || over.signal.aborted) return;
    log.warn({ kit, code: error.code }, 'the broker refused a virtual kit; it gives up');
    over.abort();
    client.end(true);
  });
  const close = () => {
    over.abort();
    return client.endAsync(true);
  };
  async function publish({ topic, payload }: Outgoing): Promise<void> {
    let taken = false;
    while (!taken && !over.signal.aborted) {
      // The client gives messages back that were waiting while it resent others and lost the connection again.
      taken = await client.publishAsync(topic, payload, { qos: 1 }).then(
        () => true,
        () => sleep(1_000, false),
      );
    }
  }
  signal.addEventListener('abort', () => over.abort(), { once: true });
  return {
    send: (message) => Promise.race([publish(message), ended]),
    close,
  };
}
