import { connect, type Socket } from 'node:net';
import type { Account } from './order.ts';
import { connectPacket, PacketMill } from './packets.ts';

/** A PUBACK is four bytes: 0x40, 2, packet id (MQTT 3.1.1 section 3.4). */
const PUBACK_BYTES = 4;
const PUBACK = 0x40;
/** Messages without acknowledgement a connection may have; a power of two. */
export const MOST_IN_FLIGHT = 4096;
const IDS = 65_535;

interface ConnectionOptions {
  readonly port: number;
  readonly account: Account;
  readonly index: number;
  readonly qos: 0 | 1;
  readonly from?: number | undefined;
  /** Called for every PUBACK with the moment noted for its message, and after a read that held some. */
  readonly acknowledged?: (noted: number) => void;
  readonly read?: () => void;
  readonly failed: (error: Error) => void;
}

/** One raw socket that speaks just enough MQTT to publish. */
export class Connection {
  readonly socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #mill: PacketMill;
  #noted = new Float64Array(16);
  #spare: Buffer = Buffer.alloc(0);
  readonly #closed = () => this.#options.failed(new Error('the broker closed a connection'));
  /** Messages handed to the socket, and acknowledged. */
  sent = 0;
  done = 0;

  constructor(options: ConnectionOptions) {
    const { account, index, qos, from, port } = options;
    this.#options = options;
    this.#mill = new PacketMill(account.topic, qos, { shift: index * 7, from });
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
  }

  /** Resolves once the broker has said CONNACK. */
  open(): Promise<void> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.write(connectPacket(this.#options.account));
      socket.once('data', (data) => {
        if (data[3] !== 0) return reject(new Error(`CONNACK ${data[3]}`));
        socket.off('error', reject);
        socket.on('error', this.#options.failed);
        socket.on('close', this.#closed);
        socket.on('data', (bytes) => this.#take(bytes));
        resolve();
      });
    });
  }

  /** Publishes the next `count` messages, noting a moment for each; what `socket.write` says. */
  publish(count: number, note: (nth: number) => number): boolean {
    const { bytes } = this.#mill;
    const packets = Buffer.allocUnsafe(count * bytes);
    this.#makeRoom(this.sent - this.done + count);
    for (let nth = 0; nth < count; nth++) {
      this.#noted[this.sent & (this.#noted.length - 1)] = note(nth);
      this.#mill.write(packets, nth * bytes, { n: this.sent, packetId: (this.sent % IDS) + 1 });
      this.sent++;
    }
    return this.socket.write(packets);
  }

  /** Ends the connection, which is no failure then. */
  end(last?: Buffer): void {
    this.socket.off('close', this.#closed);
    if (last === undefined) this.socket.destroy();
    else this.socket.end(last);
  }

  #makeRoom(inFlight: number): void {
    if (inFlight > MOST_IN_FLIGHT && this.#options.qos === 1) throw new Error('too much is in flight');
    while (this.#options.qos === 1 && inFlight > this.#noted.length) {
      const larger = new Float64Array(this.#noted.length * 2);
      for (let n = this.done; n < this.sent; n++)
        larger[n & (larger.length - 1)] = this.#noted[n & (this.#noted.length - 1)] as number;
      this.#noted = larger;
    }
  }

  /** Acknowledgements come in the order of their messages [MQTT-4.6.0-2]. */
  #take(data: Buffer): void {
    const bytes = this.#spare.length === 0 ? data : Buffer.concat([this.#spare, data]);
    let at = 0;
    while (at < bytes.length) {
      const size = bytes[at] === PUBACK ? PUBACK_BYTES : 2;
      if (at + size > bytes.length) break;
      if (size === PUBACK_BYTES) {
        this.#options.acknowledged?.(this.#noted[this.done & (this.#noted.length - 1)] as number);
        this.done++;
      }
      at += size;
    }
    this.#spare = bytes.subarray(at);
    this.#options.read?.();
  }
}
