import { connect, type MqttClient } from 'mqtt';
import { z } from 'zod';

const schema = z.object({ time: z.number() }).catchall(z.number());

/** A message that was read and checked. */
export interface Reading {
  readonly kit: string;
  readonly time: number;
  readonly values: readonly (readonly [name: string, value: number])[];
}

/** What a subscriber tells the bench: messages received, and durable where it puts them, with the moment of that. */
export interface Progress {
  readonly received: number;
  readonly durable: number;
  readonly at: number;
}

/** The ingest service that most would write: mqtt.js at QoS 1, JSON and zod. */
export function subscribe(port: number, take: (reading: Reading) => void, ready: () => void): MqttClient {
  const client = connect(`mqtt://127.0.0.1:${port}`, {
    clientId: 'ingest',
    clean: false,
    reconnectPeriod: 0,
  });
  // mqtt.js acknowledges to mosquitto before anything is durable: in the peer's favour.
  client.on('message', (topic, payload) => {
    const { time, ...values } = schema.parse(JSON.parse(payload.toString()));
    take({ kit: topic.split('/')[1] ?? '', time, values: Object.entries(values) });
  });
  client.once('connect', () => client.subscribe('kits/+/readings', { qos: 1 }, ready));
  return client;
}
