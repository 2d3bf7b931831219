import { generate } from 'mqtt-packet';
import type { Account } from './order.ts';

/** Time of the first message, UTC ms, and from one message of a connection to the next. */
const START = Date.UTC(2026, 0, 1);
const STEP = 1000;
const VARIANTS = 256;
const DIGITS = 13;
const MILLION = 1_000_000;

/** DISCONNECT and PINGREQ (MQTT 3.1.1 sections 3.14 and 3.12). */
export const DISCONNECT = Buffer.from([0xe0, 0]);
export const PINGREQ = Buffer.from([0xc0, 0]);

/** Payloads of eight values, all of one length; the time is written over for every message. */
function payloads(): Buffer[] {
  return Array.from({ length: VARIANTS }, (_, n) => {
    const swing = Math.sin((2 * Math.PI * n) / VARIANTS);
    const pm = 30 + 15 * swing;
    return Buffer.from(
      `{"time":${START},"pm1":${(pm * 0.7).toFixed(2)},"pm2_5":${pm.toFixed(2)},"pm10":${(pm * 1.6).toFixed(2)},` +
        `"temperature":${(21 + 6 * swing).toFixed(2)},"humidity":${(55 - 20 * swing).toFixed(2)},"pressure":${(101_325 + 300 * swing).toFixed(0)},` +
        `"noise_laeq":${(55 + ((n * 37) % 200) / 10).toFixed(2)},"illuminance":${(5000 + 3000 * swing).toFixed(1)}}`,
    );
  });
}

const PAYLOADS = payloads();
const PAYLOAD_BYTES = Math.max(...PAYLOADS.map((payload) => payload.length));
const TIME_AT = '{"time":'.length;

/** Values of each message. */
export const VALUES = 8;

/** The CONNECT of an account. */
export function connectPacket({ clientId, username, password }: Account): Buffer {
  return generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId,
    clean: true,
    keepalive: 600,
    username,
    password: Buffer.from(password),
  });
}

/** Makes the PUBLISH packets of one connection from encoded parts: only packet id, time and values change. */
export class PacketMill {
  readonly #head: Buffer;
  readonly #qos: 0 | 1;
  readonly #shift: number;
  readonly #start: number;
  readonly #step: number;
  /** Length of every packet. */
  readonly bytes: number;

  /** `shift` makes the values of connections differ. `from`: time of the first message, UTC ms; then one a minute. */
  constructor(topic: string, qos: 0 | 1, about: { shift: number; from?: number | undefined }) {
    this.#qos = qos;
    this.#shift = about.shift;
    this.#start = about.from ?? START;
    this.#step = about.from === undefined ? STEP : 60_000;
    const payload = Buffer.alloc(PAYLOAD_BYTES, ' ');
    const packet = generate({ cmd: 'publish', topic, payload, qos, messageId: 1, dup: false, retain: false });
    this.bytes = packet.length;
    this.#head = packet.subarray(0, packet.length - PAYLOAD_BYTES);
  }

  /** Writes message `n` at `at`. Every message of a connection has a time of its own. */
  write(into: Buffer, at: number, about: { n: number; packetId: number }): void {
    const { n, packetId } = about;
    const head = this.#head.length;
    into.set(this.#head, at);
    if (this.#qos === 1) {
      into[at + head - 2] = packetId >> 8;
      into[at + head - 1] = packetId & 0xff;
    }
    const payload = PAYLOADS[(n + this.#shift) % VARIANTS] as Buffer;
    into.set(payload, at + head);
    // JSON may end in white space (RFC 8259 section 2).
    into.fill(0x20, at + head + payload.length, at + this.bytes);
    writeTime(into, at + head + TIME_AT, this.#start + n * this.#step);
  }
}

function writeTime(into: Buffer, at: number, time: number): void {
  let high = Math.floor(time / MILLION);
  let low = time - high * MILLION;
  for (let digit = DIGITS - 1; digit >= 0; digit--) {
    const low6 = digit >= DIGITS - 6;
    const rest = low6 ? low : high;
    into[at + digit] = 48 + (rest % 10);
    if (low6) low = Math.floor(rest / 10);
    else high = Math.floor(rest / 10);
  }
}
