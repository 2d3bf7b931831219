import type { AedesClient } from './aedes-internals.ts';
import { LateEnd } from './late-end.ts';
import type { BrokerLimits } from './limits.ts';
import { PublishReader, packetSize } from './publish-reader.ts';

const NOTHING: Buffer = Buffer.alloc(0);

interface IntakeOptions {
  readonly client: AedesClient;
  readonly limits: BrokerLimits;
  /** Messages of the client that are not finished. */
  readonly held: () => number;
  /** All clients together keep so much unfinished that each gets one message at a time. */
  readonly dense: () => boolean;
  /** The client keeps too much unfinished, although it was paused. */
  readonly overrun: () => void;
}

/**
 * Reads a client's socket for Aedes, one packet after another, and stops between two of them: while the client is being
 * authenticated, while it has `maxHeld` unfinished messages, while it sends faster than its rate, and while it does not read
 * what is sent to it. Then TCP holds the client back.
 *
 * Aedes' own reading and its `client.pause()` are not used: behind n held messages of one read, n more reads pass before a
 * PINGREQ is seen, and the keepalive drops the client; packets that complete during a pause are not counted off, after
 * which the connection may stall for good; it does not stop within a chunk of up to 64 KiB; and packets behind a CONNECT
 * overflow a queue. mqtt-packet is given one packet at a time, and those that `PublishReader` reads not at all.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #read: () => Buffer | null;
  readonly #publishes = new PublishReader();
  readonly #lateEnd: LateEnd;
  /** Bytes read, and how many of them are taken. */
  #bytes = NOTHING;
  #taken = 0;
  #allowance: number;
  /** Packets pass although the pause is on. */
  #excused = false;
  #pauseMs: number;
  #shut = false;
  #parsing = false;
  #scheduled = false;
  #draining = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#allowance = options.limits.maxHeld;
    this.#pauseMs = options.limits.maxPauseMs;
    this.#read = this.#takeOverReading();
    this.#guardLength();
    const { client } = options;
    this.#lateEnd = new LateEnd(client.conn, () => this.#taken < this.#bytes.length && !this.#ended);
    client.conn.on('readable', () => this.#take());
    client.conn.on('drain', () => this.#reopen());
    client.once('connected', () => this.#reopen());
  }

  /** Keepalive of the CONNECT in seconds: a client that is paused longer would be dropped for its silence. */
  set keepalive(seconds: number) {
    const { maxPauseMs } = this.#options.limits;
    this.#pauseMs = seconds > 0 ? Math.min(maxPauseMs, seconds * 500) : maxPauseMs;
  }

  /** Tells the gate that fewer messages are held. It opens once the caller is through with all it releases. */
  relax(): void {
    if (!this.#shut || this.#scheduled || this.#ended) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#options.held() < this.#options.limits.maxHeld) {
        this.#allowance = this.#options.limits.maxHeld;
        this.#excused = false;
      }
      this.#reopen();
    });
  }

  /** Takes no packet for `ms`, or for the longest pause where that is shorter; the milliseconds that it will be. */
  rest(ms: number): number {
    const bounded = Math.min(ms, this.#pauseMs);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      this.#reopen();
    }, bounded);
    return bounded;
  }

  /** Takes no further packet; the broker is closing. */
  drain(): void {
    this.#draining = true;
    this.#stopTimer();
  }

  /** The socket is gone. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#rest);
    this.#stopTimer();
  }

  #open(): boolean {
    const { client, held } = this.#options;
    if (client.closed || client.connecting || this.#draining || this.#ended) return false;
    if (this.#rest !== undefined) return false;
    return held() < this.#most() && !client.conn.writableNeedDrain;
  }

  /** Messages that may be unfinished now. */
  #most(): number {
    return !this.#excused && this.#options.dense() ? 1 : this.#allowance;
  }

  /** Whether a packet may be taken now; if not, remembers that some may wait and bounds the wait. */
  #admits(): boolean {
    if (this.#open()) return true;
    this.#shut = true;
    const stalled = this.#options.held() >= this.#most() && !this.#draining && !this.#ended;
    if (stalled && this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#expire(), this.#pauseMs);
    }
    return false;
  }

  /** The pause is over: `maxHeld` further messages pass, or one in a crowd, so that a PINGREQ among them is heard. */
  #expire(): void {
    this.#timer = undefined;
    const { held, dense, limits, overrun } = this.#options;
    if (held() >= limits.maxHeldBeyondPause) {
      overrun();
      return;
    }
    this.#allowance = Math.min(held() + (dense() ? 1 : limits.maxHeld), limits.maxHeldBeyondPause);
    this.#excused = true;
    this.#reopen();
  }

  #reopen(): void {
    if (!this.#shut || this.#parsing || !this.#open()) return;
    this.#shut = false;
    this.#stopTimer();
    this.#take();
  }

  #take(): void {
    if (this.#parsing) return;
    while (this.#admits()) {
      if (this.#taken === this.#bytes.length && !this.#refill()) {
        this.#lateEnd.taken();
        return;
      }
      this.#parsing = true;
      try {
        this.#takePacket();
      } catch (error) {
        this.#options.client.emit('error', error instanceof Error ? error : new Error(String(error)));
      } finally {
        this.#parsing = false;
      }
    }
  }

  #refill(): boolean {
    this.#bytes = this.#read() ?? NOTHING;
    this.#taken = 0;
    return this.#bytes.length > 0;
  }

  /** Takes the packet that stands next, or what there is of it. */
  #takePacket(): void {
    const { client, limits } = this.#options;
    const missing = this.#missing();
    if (missing > 0) {
      this.#feed(missing);
      return;
    }
    const size = packetSize(this.#bytes, this.#taken);
    const whole = client.connected && size !== undefined && size <= limits.maxPacketBytes;
    const publish = whole ? this.#publishes.read(this.#bytes, this.#taken, size) : undefined;
    if (publish === undefined) {
      this.#feed(size ?? this.#bytes.length);
      return;
    }
    this.#taken += size ?? 0;
    client._parser.emit('packet', publish);
  }

  /** Gives mqtt-packet at most `count` bytes. */
  #feed(count: number): void {
    const start = this.#taken;
    this.#taken = Math.min(start + count, this.#bytes.length);
    this.#options.client._parser.parse(this.#bytes.subarray(start, this.#taken));
  }

  /** Bytes that mqtt-packet certainly needs to end the packet it is in; 0 between packets. */
  #missing(): number {
    const { _stateCounter, packet, _list } = this.#options.client._parser;
    if (_stateCounter === 0) return 0;
    return packet.length < 0 ? 1 : packet.length - _list.length;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Aedes reads with `conn.read(null)` and finds nothing; a size of 0 is Node's own and takes nothing. */
  #takeOverReading(): () => Buffer | null {
    const { conn } = this.#options.client;
    const read = conn.read.bind(conn);
    conn.read = (size?: number) => (size === 0 ? read(0) : null);
    return () => read();
  }

  #guardLength(): void {
    const { client, limits } = this.#options;
    const parser = client._parser;
    const parseLength = parser._parseLength.bind(parser);
    parser._parseLength = () => {
      if (!parseLength()) return false;
      const limit = client.connected ? limits.maxPacketBytes : limits.maxConnectBytes;
      if (parser.packet.length <= limit) return true;
      parser._emitError(new Error(`packet of ${parser.packet.length} bytes, more than ${limit}`));
      return false;
    };
  }
}
