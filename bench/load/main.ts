import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.ts';
import { Latencies } from './latencies.ts';
import type { Flood, LoadOrder, LoadReport, Paced } from './order.ts';
import { DISCONNECT, PINGREQ } from './packets.ts';

/** Connections that are opened at once. */
const OPENING = 200;
/** Messages in one write of a QoS 0 flood. */
const QOS0_GROUP = 50;
const PING_EVERY_MS = 120_000;

const latencies = new Latencies();
let fail: (error: Error) => void = () => {};
const failure = new Promise<never>((_, reject) => {
  fail = reject;
});

/** Opens a connection for every account; `read` is called when acknowledgements of one came. */
async function open(
  order: LoadOrder,
  read: (connection: Connection) => void,
): Promise<{ connections: Connection[]; connectsPerSecond: number }> {
  const connections: Connection[] = [];
  const began = performance.now();
  for (let first = 0; first < order.accounts.length; first += OPENING) {
    const group = order.accounts.slice(first, first + OPENING).map((account, n) => {
      const connection: Connection = new Connection({
        port: order.port,
        account,
        index: first + n,
        qos: order.kind === 'flood' ? order.qos : 1,
        from: order.from,
        acknowledged: (noted) => latencies.add(performance.now() - noted),
        read: () => read(connection),
        failed: fail,
      });
      return connection;
    });
    await Promise.all(group.map((connection) => connection.open()));
    connections.push(...group);
  }
  const seconds = (performance.now() - began) / 1000;
  return { connections, connectsPerSecond: connections.length / seconds };
}

/** Keeps `window` messages of a connection in flight. */
function fill(connection: Connection, order: Flood): void {
  const room = order.window - (connection.sent - connection.done);
  const count = Math.min(room, order.messages - connection.sent);
  if (count <= 0) return;
  const now = performance.now();
  connection.publish(count, () => now);
}

async function flood(order: Flood, connections: readonly Connection[], all: Promise<void>): Promise<void> {
  for (const connection of connections) fill(connection, order);
  await Promise.race([all, failure]);
}

/** QoS 0 until every byte is with the broker's kernel and the connection has ended well. */
async function pour(order: Flood, connections: readonly Connection[]): Promise<void> {
  const each = connections.map(async (connection) => {
    const { socket } = connection;
    while (connection.sent < order.messages) {
      const count = Math.min(QOS0_GROUP, order.messages - connection.sent);
      if (!connection.publish(count, () => 0)) await new Promise((resolve) => socket.once('drain', resolve));
    }
    const closed = new Promise((resolve) => socket.once('close', resolve));
    connection.end(DISCONNECT);
    await closed;
  });
  await Promise.race([Promise.all(each), failure]);
}

/** Latency counts from the moment a message was due, however late it was sent: nothing is hidden by waiting. */
async function pace(order: Paced, connections: readonly Connection[], all: Promise<void>): Promise<void> {
  const total = Math.round(order.rate * order.seconds);
  const began = performance.now();
  const dueAt = (n: number) => began + (n * 1000) / order.rate;
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * order.rate) / 1000));
    for (; sent < due; sent++) {
      const scheduled = dueAt(sent);
      connections[sent % connections.length]?.publish(1, () => scheduled);
    }
    await Promise.race([sleep(1), failure]);
  }
  await Promise.race([all, failure]);
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const wanted =
    order.kind === 'flood'
      ? order.messages * order.accounts.length
      : order.kind === 'paced'
        ? Math.round(order.rate * order.seconds)
        : 0;
  let finish: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { connections, connectsPerSecond } = await open(order, (connection) => {
    if (order.kind === 'flood') fill(connection, order);
    if (latencies.count === wanted) finish();
  });
  const began = Date.now();
  const cpuBefore = process.cpuUsage();
  if (order.kind === 'flood')
    await (order.qos === 0 ? pour(order, connections) : flood(order, connections, all));
  else if (order.kind === 'paced') await pace(order, connections, all);
  else await hold(connections, { connectsPerSecond });
  const ended = Date.now();
  const { user, system } = process.cpuUsage(cpuBefore);
  const sent = connections.reduce((sum, connection) => sum + connection.sent, 0);
  for (const connection of connections) connection.end();
  const cpu = (user + system) / 1000 / Math.max(1, ended - began);
  const { p50, p99, max } = latencies.summary();
  return { began, ended, sent, acknowledged: latencies.count, p50, p99, max, connectsPerSecond, cpu };
}

async function hold(connections: readonly Connection[], standing: unknown): Promise<void> {
  process.send?.({ standing });
  const timer = setInterval(() => {
    for (const { socket } of connections) socket.write(PINGREQ);
  }, PING_EVERY_MS);
  await Promise.race([new Promise((resolve) => process.once('message', resolve)), failure]);
  clearInterval(timer);
}

process.once('disconnect', () => process.exit(1));
process.once('message', (order: LoadOrder) => {
  run(order).then(
    (report) => process.send?.({ report }, () => process.exit(0)),
    (error: unknown) => {
      console.error(`load: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    },
  );
});
