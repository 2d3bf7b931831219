/** A PUBLISH as mqtt-packet would hand it to Aedes. */
interface PublishPacket {
  readonly cmd: 'publish';
  readonly retain: boolean;
  readonly qos: 0 | 1;
  readonly dup: boolean;
  /** Remaining length. */
  readonly length: number;
  readonly topic: string;
  readonly payload: Buffer;
  readonly messageId?: number;
}

const PUBLISH = 0x30;
const TYPE = 0xf0;
const DUP = 0x08;
const RETAIN = 0x01;
/** Bytes of the longest remaining length, MQTT 3.1.1 section 2.2.3. */
const LENGTH_BYTES = 4;

/**
 * Bytes of the packet that begins at `at`, its header included; undefined while its length has not arrived whole, or where
 * it is malformed.
 */
export function packetSize(bytes: Buffer, at: number): number | undefined {
  let length = 0;
  for (let n = 0; n < LENGTH_BYTES; n++) {
    const byte = bytes[at + 1 + n];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * n);
    if (byte < 0x80) return 2 + n + length;
  }
  return undefined;
}

/**
 * Reads the PUBLISH packets of one client, the one kind that comes in numbers, straight from what the socket gave. A kit
 * names the same topic again and again: its text is made once. Hot path: mqtt-packet makes 3 KB of garbage a packet.
 */
export class PublishReader {
  #topic = '';
  #topicBytes = Buffer.alloc(0);

  /**
   * The packet of `size` bytes (`packetSize`) that begins at `at`. Undefined for anything but a whole and well-formed
   * PUBLISH of QoS 0 or 1: that is for mqtt-packet to read, or to refuse.
   */
  read(bytes: Buffer, at: number, size: number): PublishPacket | undefined {
    const header = bytes[at] ?? 0;
    const qos = (header >> 1) & 3;
    const end = at + size;
    if ((header & TYPE) !== PUBLISH || qos > 1 || end > bytes.length) return undefined;
    let from = at + 2;
    while ((bytes[from - 1] ?? 0) >= 0x80) from++;
    const length = end - from;
    const topicAt = from + 2;
    if (topicAt > end) return undefined;
    const topicEnd = topicAt + bytes.readUInt16BE(from);
    const payloadAt = topicEnd + (qos === 1 ? 2 : 0);
    if (topicEnd === topicAt || payloadAt > end) return undefined;
    const topic = this.#topicOf(bytes, topicAt, topicEnd);
    const payload = bytes.subarray(payloadAt, end);
    const retain = (header & RETAIN) !== 0;
    const dup = (header & DUP) !== 0;
    if (qos === 0) return { cmd: 'publish', retain, qos: 0, dup, length, topic, payload };
    const messageId = bytes.readUInt16BE(topicEnd);
    return { cmd: 'publish', retain, qos: 1, dup, length, topic, payload, messageId };
  }

  #topicOf(bytes: Buffer, start: number, end: number): string {
    const known = this.#topicBytes;
    let same = known.length === end - start;
    for (let n = 0; same && n < known.length; n++) same = known[n] === bytes[start + n];
    if (!same) {
      this.#topicBytes = Buffer.from(bytes.subarray(start, end));
      this.#topic = bytes.toString('utf8', start, end);
    }
    return this.#topic;
  }
}
