import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { connect } from 'mqtt';
import { z } from 'zod';

/** Tells the bench after every group on disk how many messages are durable. */
const [port = '', file = ''] = process.argv.slice(2);
/** A group is written at this many messages, or when nothing more waits in this turn of the event loop. */
const GROUP = 1000;

const message = z.record(z.string(), z.number());
const descriptor = openSync(file, 'a');
const client = connect(`mqtt://127.0.0.1:${port}`, { clientId: 'ingest', clean: false, reconnectPeriod: 0 });

let lines: string[] = [];
let durable = 0;
let scheduled = false;

function flush(): void {
  scheduled = false;
  if (lines.length === 0) return;
  const group = lines;
  lines = [];
  writeSync(descriptor, group.join(''));
  fdatasyncSync(descriptor);
  durable += group.length;
  process.send?.({ durable, at: Date.now() });
}

// mqtt.js acknowledges to mosquitto before the line is on disk: in the peer's favour, durable is counted here.
client.on('message', (topic, payload) => {
  const parsed = message.safeParse(JSON.parse(payload.toString()));
  lines.push(`${JSON.stringify({ topic, ...parsed.data })}\n`);
  if (lines.length >= GROUP) flush();
  else if (!scheduled) {
    scheduled = true;
    setTimeout(flush, 5);
  }
});
client.on('connect', () =>
  client.subscribe('kits/+/readings', { qos: 1 }, () => process.send?.({ durable: 0, at: Date.now() })),
);
