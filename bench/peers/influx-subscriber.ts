import { Point } from '@influxdata/influxdb-client';
import { ONE_BATCH, writerOf } from './influx-client.ts';
import { type Reading, subscribe } from './messages.ts';

/** Puts what it hears into InfluxDB: in batches of which none is forgotten, or by the client's own defaults. */
const [port = '', url = '', mode = ''] = process.argv.slice(2);
const lossless = mode === 'lossless';
/** Messages of one request. */
const BATCH = 2500;

let received = 0;
let durable = 0;
let waiting: Point[] = [];
let sending = false;
let over = false;

const tell = () => process.send?.({ received, durable, at: Date.now() });

const api = writerOf(url, {
  server: 'influxdb1',
  options: lossless
    ? { ...ONE_BATCH, writeFailed: (error) => Promise.reject(error) }
    : {
        writeSuccess(lines) {
          durable += lines.length;
          tell();
        },
      },
});

function pointOf({ kit, time, values }: Reading): Point {
  const point = new Point('readings').tag('kit', kit).timestamp(time);
  for (const [name, value] of values) point.floatField(name, value);
  return point;
}

/** One batch after the other; each is the next one's memory. */
async function send(): Promise<void> {
  if (sending) return;
  sending = true;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, BATCH);
    for (;;) {
      api.writePoints(batch);
      const sent = await api.flush().then(
        () => true,
        () => false,
      );
      if (sent) break;
    }
    durable += batch.length;
    tell();
  }
  sending = false;
}

subscribe(
  Number(port),
  (reading) => {
    received++;
    if (received % 1000 === 0) tell();
    const point = pointOf(reading);
    // What comes after the client closed its buffers is lost to it, as to anybody who takes its defaults.
    if (!lossless && !over) api.writePoint(point);
    else if (!lossless) return;
    else {
      waiting.push(point);
      // A batch gathers for 20 ms, or until it is full.
      if (waiting.length >= BATCH) void send();
      else if (waiting.length === 1 && !sending) setTimeout(() => void send(), 20);
    }
  },
  tell,
);

process.once('disconnect', () => process.exit(0));
process.on('message', () => {
  // Told that nothing more comes: what the client still has goes out.
  over = true;
  const closed = lossless ? send() : api.close().catch(() => undefined);
  void closed.then(() => {
    waiting = [];
    process.send?.({ received, durable, at: Date.now(), closed: true });
  });
});
