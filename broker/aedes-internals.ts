import type { Duplex } from 'node:stream';
import type { Client } from 'aedes';

/**
 * What this room uses of Aedes 1.2.0 and mqtt-packet 9.0.2 beyond their published types. Both versions are pinned;
 * `pinned-versions.test.ts` fails when either changes or when one of these members is gone.
 */
export interface PacketParser {
  /** The packet being read. */
  readonly packet: { readonly length: number };
  /** The step of the packet that comes next; 0 between packets. */
  readonly _stateCounter: number;
  /** What it was given of the packet and has not read. */
  readonly _list: { readonly length: number };
  parse(bytes: Buffer): number;
  emit(event: 'packet', packet: object): boolean;
  /** Second step: the remaining length, before any of it is kept. */
  _parseLength(): boolean;
  _emitError(error: Error): void;
}

/** A client as Aedes keeps it. */
export interface AedesClient extends Omit<Client, 'conn' | 'id'> {
  id: string;
  readonly conn: Duplex;
  readonly _parser: PacketParser;
  will: object | null;
}
