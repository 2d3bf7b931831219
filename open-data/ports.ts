import type { Registry } from '../registry/contract.ts';
import type { ReadingStore } from '../stores/contract.ts';
import type { LatestSource, LiveSource, Readiness, ReceiptSource } from './contract.ts';

/** What a maker needs to point a kit here: its topics, and what to enter in the firmware's settings. */
export interface KitAccess {
  readonly topics: {
    readonly readings: string;
    readonly receipts: string;
    /** Every topic the kit may publish readings to. */
    readonly publish: readonly string[];
  };
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** The door without a credential of a dialect. */
export interface OpenDoor {
  readonly dialect: string;
  readonly open: boolean;
  /** The setting with which the operator opens it. */
  readonly setting: string;
}

/** What the reading API is given by the house. */
export interface ReadPorts {
  readonly registry: Registry;
  readonly store: ReadingStore;
  readonly latest: LatestSource;
  readonly live: LiveSource;
  readonly receipts: ReceiptSource;
  /** The server's clock, UTC ms. */
  now(): number;
}

/** What the writing API is given beside that. */
export interface WritePorts extends ReadPorts {
  /** How to reach the kit's doors; `token` only right after it was made. */
  kitAccess(kit: string, token: string | undefined): KitAccess;
  /** One door a dialect that is spoken here. */
  openDoors(): readonly OpenDoor[];
  /** Erases the kit's readings; resolves when that is on disk. */
  erase(kit: string): Promise<void>;
  /** Where people reach the pages, without a slash at the end: invitation links start with it. */
  publicUrl(): string;
}

/** What the health routes are given. */
export interface HealthPorts {
  readiness(): Readiness;
  /** The metrics in Prometheus' text format, with its content type. */
  metrics(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Every port of the room; the app gives them all, each plugin takes its part. */
export type OpenDataPorts = WritePorts & HealthPorts;
