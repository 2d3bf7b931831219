import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { connect } from 'mqtt';
import { z } from 'zod';

/** Sends a line to the bench for every group on disk: how many messages are durable, and how many readings were valid. */
const [port = '', file = ''] = process.argv.slice(2);

const message = z.record(z.string(), z.number());
const descriptor = openSync(file, 'a');
const client = connect(`mqtt://127.0.0.1:${port}`, { clientId: 'ingest', clean: false, reconnectPeriod: 0 });

let group: { text: string; done: () => void }[] = [];
let durable = 0;
let scheduled = false;

function flush(): void {
  scheduled = false;
  const batch = group;
  group = [];
  writeSync(descriptor, batch.map(({ text }) => text).join(''));
  fdatasyncSync(descriptor);
  durable += batch.length;
  for (const { done } of batch) done();
  process.send?.({ durable, at: Date.now() });
}

// mqtt.js sends the PUBACK when this callback is called: acknowledged means on disk here too.
client.handleMessage = (packet, done) => {
  const parsed = message.safeParse(JSON.parse(packet.payload.toString()));
  group.push({ text: `${JSON.stringify({ topic: packet.topic, ...parsed.data })}\n`, done: () => done() });
  if (!scheduled) {
    scheduled = true;
    setImmediate(flush);
  }
};
client.on('connect', () =>
  client.subscribe('kits/+/readings', { qos: 1 }, () => process.send?.({ durable: 0, at: Date.now() })),
);
