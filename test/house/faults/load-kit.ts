import { connect as openSocket, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import type { Kit } from '../client.ts';
import type { Ledger } from './readings.ts';

/** Messages without acknowledgement at which a kit waits. */
const WINDOW = 24;
const TICK_MS = 20;
/** Near the end, so that packet identifiers begin again at 1 during a test. */
const FIRST_PACKET_ID = 65_400;

let nextValue = 1;

/** Objects of one message; a value is used once in a test run. */
type Objects = Record<string, number | string>[];

/** A kit that publishes at QoS 1 without end, and after a reconnect sends again what was not acknowledged, with DUP. */
export class LoadKit implements Ledger {
  readonly kit: Kit;
  readonly sent = new Map<number, { key: string; time: string | undefined }>();
  readonly acknowledged = new Set<number>();
  /** Messages that were sent again with DUP. */
  resent = 0;
  /** Return code of the last CONNACK. */
  returnCode: number | undefined;
  /** Keepalive of the next connection, seconds. */
  keepalive = 60;
  /** How long each acknowledgement took that was not for a message sent again, ms. */
  readonly latencies: number[] = [];
  /** Connections that ended otherwise than by `end()`. */
  closures = 0;
  /** PINGREQs sent, and PINGRESPs heard. */
  readonly pings = { sent: 0, heard: 0 };
  readonly #random: () => number;
  /** Packet identifier → payload, in order of sending. */
  readonly #waiting = new Map<number, { payload: Buffer; values: number[]; at: number }>();
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #packetId = FIRST_PACKET_ID;
  #time: number;
  #count = 0;
  #paused = false;

  /** `start`: time of the first message with a time of its own, UTC ms. */
  constructor(kit: Kit, random: () => number, start: number) {
    this.kit = kit;
    this.#random = random;
    this.#time = start;
  }

  /** Messages that wait for their acknowledgement. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Connects, sends again what was not acknowledged, and goes on. */
  connect(port: number): void {
    this.#paused = false;
    clearInterval(this.#timer);
    const socket = openSocket(port, '127.0.0.1');
    this.#socket = socket;
    const parser = mqttPacket.parser();
    // An acknowledgement counts also where the connection it came on was taken over meanwhile.
    parser.on('packet', (packet: Packet) => {
      if (packet.cmd !== 'connack' || this.#socket === socket) this.#hear(packet);
    });
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => parser.parse(bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      clearInterval(this.#timer);
      this.closures++;
    });
    socket.write(
      mqttPacket.generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: false,
        clientId: 'load',
        keepalive: this.keepalive,
        username: this.kit.username,
        password: Buffer.from(this.kit.password),
      }),
    );
  }

  /** Asks whether the server is there, as a kit does within its keepalive. */
  ping(): void {
    this.pings.sent++;
    this.#socket?.write(mqttPacket.generate({ cmd: 'pingreq' }));
  }

  /** Sends nothing new; what was sent may still be acknowledged. */
  pause(): void {
    this.#paused = true;
    clearInterval(this.#timer);
  }

  /** Ends the connection. */
  end(): void {
    this.pause();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
  }

  #hear(packet: Packet): void {
    if (packet.cmd === 'connack') {
      this.returnCode = packet.returnCode;
      if (packet.returnCode !== 0) return;
      for (const [id, waiting] of this.#waiting) {
        this.resent++;
        waiting.at = 0;
        this.#publish(id, waiting.payload, true);
      }
      if (!this.#paused) this.#timer = setInterval(() => this.#tick(), TICK_MS);
    } else if (packet.cmd === 'puback') {
      this.#acknowledge(packet.messageId ?? 0);
    } else if (packet.cmd === 'pingresp') this.pings.heard++;
  }

  #acknowledge(id: number): void {
    const waited = this.#waiting.get(id);
    if (waited === undefined) return;
    this.#waiting.delete(id);
    for (const value of waited.values) this.acknowledged.add(value);
    if (waited.at > 0) this.latencies.push(performance.now() - waited.at);
  }

  #tick(): void {
    for (let n = 0; n < 2 && this.#waiting.size < WINDOW; n++) {
      const values: number[] = [];
      const objects = this.#compose(values);
      const payload = Buffer.from(JSON.stringify(objects.length === 1 ? objects[0] : objects));
      this.#send(payload, values);
      // A kit that starts anew sends its queue again under new packet identifiers; only times of its own tell the copies.
      if (this.#random() < 0.03 && objects.every((o) => o['time'] !== undefined)) this.#send(payload, values);
      else if (this.#random() < 0.02) this.#publish(this.#packetId, payload, true);
    }
  }

  #send(payload: Buffer, values: number[]): void {
    this.#packetId = (this.#packetId % 65_535) + 1;
    this.#waiting.set(this.#packetId, { payload, values, at: performance.now() });
    this.#publish(this.#packetId, payload, false);
  }

  #publish(messageId: number, payload: Buffer, dup: boolean): void {
    const topic = `kits/${this.kit.id}/readings`;
    const about = { cmd: 'publish', qos: 1, retain: false } as const;
    this.#socket?.write(mqttPacket.generate({ ...about, topic, payload, dup, messageId }));
  }

  /** With a time and without, of one value and of several. Phenomena of the two never meet, so neither do their times. */
  #compose(values: number[]): Objects {
    const timed = (...phenomena: string[]) => this.#object(phenomena, this.#nextTime(), values);
    const untimed = (...phenomena: string[]) => this.#object(phenomena, undefined, values);
    switch (this.#count++ % 6) {
      case 0:
        return [timed('temperature')];
      case 1:
        return [untimed('pm2_5')];
      case 2:
        return [timed('temperature', 'humidity', 'x_timed')];
      case 3:
        return [untimed('pm10', 'pm1', 'x_untimed')];
      case 4:
        return [timed('humidity'), timed('humidity'), timed('humidity', 'temperature')];
      default:
        return [timed('pressure'), untimed('no2')];
    }
  }

  #object(phenomena: readonly string[], time: string | undefined, values: number[]): Objects[number] {
    const object: Objects[number] = time === undefined ? {} : { time };
    for (const phenomenon of phenomena) {
      const value = nextValue++;
      object[phenomenon] = value;
      values.push(value);
      this.sent.set(value, { key: `${this.kit.id} ${phenomenon}`, time });
    }
    return object;
  }

  /** One in five lies a month back: behind everything that was stored before. */
  #nextTime(): string {
    this.#time += 1 + Math.floor(this.#random() * 20);
    return new Date(this.#random() < 0.2 ? this.#time - 30 * 86_400_000 : this.#time).toISOString();
  }
}

/** The ledgers of several kits as one. */
export function ledgerOf(kits: readonly LoadKit[]): Ledger {
  return {
    sent: new Map(kits.flatMap((kit) => [...kit.sent])),
    acknowledged: new Set(kits.flatMap((kit) => [...kit.acknowledged])),
  };
}
