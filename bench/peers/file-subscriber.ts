import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { subscribe } from './messages.ts';

/** Appends what it hears to a file and syncs it: durable, but nothing can be asked of it. */
const [port = '', file = ''] = process.argv.slice(2);
/** A group is written at this many messages, or after five milliseconds. */
const GROUP = 1000;
const GATHER_MS = 5;

const descriptor = openSync(file, 'a');
let lines: string[] = [];
let durable = 0;
let received = 0;
let scheduled = false;

function flush(): void {
  scheduled = false;
  if (lines.length === 0) return;
  const group = lines;
  lines = [];
  writeSync(descriptor, group.join(''));
  fdatasyncSync(descriptor);
  durable += group.length;
  process.send?.({ received, durable, at: Date.now() });
}

subscribe(
  Number(port),
  ({ kit, time, values }) => {
    received++;
    lines.push(`${JSON.stringify({ kit, time, ...Object.fromEntries(values) })}\n`);
    if (lines.length >= GROUP) flush();
    else if (!scheduled) {
      scheduled = true;
      setTimeout(flush, GATHER_MS);
    }
  },
  () => process.send?.({ received, durable, at: Date.now() }),
);
process.once('disconnect', () => process.exit(0));
process.on('message', () => {
  flush();
  process.send?.({ received, durable, at: Date.now(), closed: true });
});
