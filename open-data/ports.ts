import type { QuarantineKey, Registry } from '../registry/contract.ts';
import type { Bucket, ReadingStore, SeriesQuery } from '../stores/contract.ts';
import type { LatestSource, LiveSource, Readiness, ReceiptSource } from './contract.ts';
import type { DayFiles } from './export/day-files.ts';
import type { Dialect, KitLosses, MakerPorts } from './maker.ts';

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

/** A file of a kit's readings. */
export interface UploadedFile {
  readonly kit: string;
  /** Its name, which some archives tell the sensor by. */
  readonly file: string;
  readonly bytes: AsyncIterable<Buffer>;
  /** Which archive it is of; found by its beginning when absent. */
  readonly as?: string;
  /** For archives that name no phenomenon. */
  readonly phenomenon?: string;
  /** Only says what taking it in brings. */
  readonly dry: boolean;
}

/** What became of readings that were taken in together, or is to become of them. */
interface Sums {
  readonly accepted: number;
  readonly duplicates: number;
  readonly missing: number;
  readonly refusals: Readonly<Record<string, number>>;
}

export interface EnteredSums extends Sums {
  readonly messages: number;
  readonly rejected: number;
  readonly quarantined: number;
}

/** What a file held and what became of it; of a dry run, what is to become of it. */
export interface UploadSums extends Sums {
  readonly archive: string;
  readonly dry: boolean;
  readonly rows: number;
  readonly readings: number;
  /** UTC ms of the oldest and newest reading; undefined for none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** What could not be read, in words, the first twenty. */
  readonly faults: readonly string[];
  /** Identifiers of the sensors that the file names. */
  readonly sensors: readonly string[];
}

/** What days and nights are where the house stands. */
export interface LocalRules {
  /** IANA zone of kits that name none of their own. */
  readonly timeZone: string;
  /** Id of the periods of a noise day. */
  readonly noisePeriods: 'catalonia' | 'eu';
}

/** What the reading API is given by the house. */
export interface ReadPorts {
  readonly registry: Registry;
  readonly store: ReadingStore;
  /** What the store's `series` gives, from wherever that is quickest. */
  series(query: SeriesQuery): Promise<Bucket[]>;
  /** Whether the checks of upkeep have looked at the hour (start, UTC ms) of a kit. */
  checked(kit: string, hour: number): boolean;
  readonly local: LocalRules;
  readonly latest: LatestSource;
  readonly live: LiveSource;
  readonly receipts: ReceiptSource;
  /** Files of closed days, where they are made. */
  readonly dayFiles?: DayFiles | undefined;
  /** What the kit usually does and what was lost of what it sent. */
  losses(kit: string): KitLosses;
  /** Wire formats that are understood here. */
  dialects(): readonly Dialect[];
  /** The server's clock, UTC ms. */
  now(): number;
}

/** What the writing API is given beside that. */
export interface WritePorts extends ReadPorts {
  /** How to reach the kit's doors; `token` only right after it was made. */
  kitAccess(kit: string, token: string | undefined): KitAccess;
  /** One door a dialect that is spoken here. */
  openDoors(): readonly OpenDoor[];
  /** Takes messages that are kept aside in as those of a kit. */
  claimQuarantined(key: QuarantineKey, kit: string): Promise<EnteredSums>;
  /** Takes a file in, or says in words that no reader knows it. */
  upload(file: UploadedFile): Promise<UploadSums | string>;
  /** What makers do with the kits they look after. */
  readonly maker: MakerPorts;
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
