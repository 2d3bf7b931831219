import { connect, type Socket } from 'node:net';
import { generate } from 'mqtt-packet';
import { payloadOf } from './payload.ts';

/** One client of the load. */
interface Account {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly topic: string;
}

/** What the load generator is told; it runs in a process of its own. */
export interface LoadOrder {
  readonly port: number;
  readonly accounts: readonly Account[];
  readonly messages: number;
  /** Messages in flight on each connection. */
  readonly window: number;
}

/** What it reports: when it began and when the last PUBACK came (ms of the epoch), and how long PUBACKs took. */
export interface LoadReport {
  readonly began: number;
  readonly ended: number;
  readonly acknowledged: number;
  readonly p50: number;
  readonly p99: number;
}

/** A PUBACK is four bytes: 0x40, 2, packet id (MQTT 3.1.1 section 3.4). */
const PUBACK_BYTES = 4;

/** Publishes its share over one connection and collects how long each acknowledgement took, ms. */
class Publisher {
  private readonly socket: Socket;
  private readonly account: Account;
  private readonly index: number;
  private readonly order: LoadOrder;
  private sent = 0;
  private acknowledged = 0;
  private spare: Buffer = Buffer.alloc(0);
  private readonly sentAt = new Float64Array(65_536);
  readonly latencies: number[] = [];

  constructor(order: LoadOrder, account: Account, index: number) {
    this.order = order;
    this.account = account;
    this.index = index;
    this.socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true });
  }

  /** Resolves once the broker has said CONNACK. */
  connected(): Promise<void> {
    const { clientId, username, password } = this.account;
    return new Promise((resolve, reject) => {
      this.socket.once('error', reject);
      this.socket.write(
        generate({
          cmd: 'connect',
          protocolId: 'MQTT',
          protocolVersion: 4,
          clientId,
          clean: true,
          keepalive: 60,
          username,
          password: Buffer.from(password),
        }),
      );
      this.socket.once('data', (data) =>
        data[3] === 0 ? resolve() : reject(new Error(`CONNACK ${data[3]}`)),
      );
    });
  }

  /** Resolves with the last acknowledgement. */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.on('error', reject);
      this.socket.on('close', () => reject(new Error('connection closed')));
      this.socket.on('data', (data) => {
        this.take(data);
        if (this.acknowledged === this.order.messages) resolve();
        else this.fill();
      });
      this.fill();
    });
  }

  end(): void {
    this.socket.removeAllListeners('close');
    this.socket.destroy();
  }

  private take(data: Buffer): void {
    const bytes = this.spare.length === 0 ? data : Buffer.concat([this.spare, data]);
    const now = performance.now();
    let at = 0;
    for (; at + PUBACK_BYTES <= bytes.length; at += PUBACK_BYTES) {
      this.latencies.push(now - (this.sentAt[bytes.readUInt16BE(at + 2)] ?? now));
      this.acknowledged++;
    }
    this.spare = bytes.subarray(at);
  }

  private fill(): void {
    const { messages, window } = this.order;
    const packets: Buffer[] = [];
    while (this.sent < messages && this.sent - this.acknowledged < window) {
      const messageId = (this.sent % 65_535) + 1;
      packets.push(
        generate({
          cmd: 'publish',
          topic: this.account.topic,
          payload: payloadOf(this.index, this.sent),
          qos: 1,
          messageId,
          dup: false,
          retain: false,
        }),
      );
      this.sentAt[messageId] = performance.now();
      this.sent++;
    }
    if (packets.length > 0) this.socket.write(Buffer.concat(packets));
  }
}

async function publish(order: LoadOrder): Promise<LoadReport> {
  const publishers = order.accounts.map((account, index) => new Publisher(order, account, index));
  await Promise.all(publishers.map((p) => p.connected()));
  const began = Date.now();
  await Promise.all(publishers.map((p) => p.run()));
  const ended = Date.now();
  const latencies = Float64Array.from(publishers.flatMap((p) => p.latencies)).sort();
  for (const publisher of publishers) publisher.end();
  const quantile = (q: number) => latencies[Math.floor((latencies.length - 1) * q)] ?? 0;
  return { began, ended, acknowledged: latencies.length, p50: quantile(0.5), p99: quantile(0.99) };
}

process.once('message', (order: LoadOrder) => {
  publish(order).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
