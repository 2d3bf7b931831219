import type { Annotation, AnnotationFields } from '../domain/annotation.ts';
import type { HourMark } from '../domain/hour-mark.ts';
import type { Kit, KitFields } from '../domain/kit.ts';
import type { Organisation, Place, Project } from '../domain/project.ts';

/** A kit just registered. The token is shown once; the registry keeps its SHA-256 only. */
export interface Registered {
  readonly kit: Kit;
  /** Undefined for open kits and official stations, which have none. */
  readonly token: string | undefined;
}

export interface RegisterOptions {
  /** Id wanted; made from the name when absent. */
  readonly id?: string;
  readonly simulated?: boolean;
  readonly open?: boolean;
  /** An official reference station. */
  readonly official?: boolean;
}

/** What stands in the way of a change, as a value. `field` names the one at fault. */
export interface Obstacle {
  readonly obstacle: 'exists' | 'not_found' | 'in_use' | 'unknown_reference' | 'used' | 'expired' | 'full';
  readonly field: string;
  readonly words: string;
}

/** A link with which one maker registers one kit. */
export interface Invitation {
  readonly id: string;
  readonly project: string | undefined;
  readonly note: string;
  /** UTC ms. */
  readonly expires: number;
  /** Kit it became; undefined while unused. */
  readonly kit: string | undefined;
}

/** A message kept raw for a person to look at. */
export interface Quarantined {
  readonly seq: number;
  readonly received: number;
  readonly topic: string;
  readonly kit: string;
  readonly reason: string;
  readonly payload: Uint8Array;
  readonly transport: 'mqtt' | 'http' | 'serial' | 'file';
  /** The headers that its dialect needs. */
  readonly headers: Readonly<Record<string, string>>;
  readonly retained: boolean;
  /** Protocol that recognises it; empty for none. */
  readonly dialect: string;
  /** The identifier it names its device by; empty for none. */
  readonly device: string;
}

/** Messages kept aside that come from one device, as far as they tell. */
export interface QuarantinedSender extends Pick<Quarantined, 'kit' | 'reason' | 'dialect' | 'device'> {
  /** Topic of the newest. */
  readonly topic: string;
  readonly messages: number;
  readonly bytes: number;
  /** Arrival of the oldest and newest, UTC ms. */
  readonly first: number;
  readonly last: number;
}

/** Which of the messages kept aside: those of a device, or, where the dialect names none, of a topic; or those of a kit. */
export type QuarantineKey =
  | { readonly dialect: string; readonly device: string }
  | { readonly topic: string }
  | { readonly kit: string };

/** What a dialect remembers of a kit. */
export interface KitState {
  readonly kit: string;
  readonly dialect: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Something of a kit changed: what hangs on it (sessions, caches) follows. */
export type RegistryEvent =
  | {
      readonly type: 'kit_added' | 'kit_changed' | 'kit_removed' | 'credentials_changed';
      readonly kit: string;
    }
  | {
      readonly type: 'annotations_changed';
      readonly kit: string;
      /** The period of the note that came or went, UTC ms, `to` excluded. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: 'places_changed' | 'projects_changed' };

/** A collection of records with ids. Reads are from memory. */
export interface Shelf<T extends { readonly id: string }> {
  all(): readonly T[];
  get(id: string): T | undefined;
  put(record: T): Promise<T | Obstacle>;
  remove(id: string): Promise<true | Obstacle>;
}

/** Hours whose roll-ups may be behind their readings, as they outlive a crash. Changes take effect in the order they are asked for. */
export interface HourMarks {
  all(): Promise<HourMark[]>;
  /** Durable when resolved. A mark that is there already stays. */
  add(marks: readonly HourMark[]): Promise<void>;
  remove(marks: readonly HourMark[]): Promise<void>;
}

/** Kits, their credentials, and who and what stands behind them. Reads are synchronous, from memory; writes are durable when resolved. */
export interface Registry {
  kits(): readonly Kit[];
  kit(id: string): Kit | undefined;
  kitByExternalId(dialect: string, externalId: string): Kit | undefined;
  /** Kits whose messages the credential of `gateway` may bring. */
  kitsBehind(gateway: string): readonly Kit[];
  register(fields: KitFields, options?: RegisterOptions): Promise<Registered | Obstacle>;
  /** Changes the fields given; one given as undefined (model, project, position, externalId) is cleared. */
  update(id: string, change: Partial<KitFields>): Promise<Kit | Obstacle>;
  /** Takes the kit away; its readings are to be erased from then on, until `erased` is told. */
  remove(id: string): Promise<true | Obstacle>;
  /** Removed kits whose readings may still be stored. */
  toErase(): readonly string[];
  /** The readings of a removed kit are gone; what was quarantined of it goes too. */
  erased(id: string): Promise<void>;
  /** Whether `token` is one of the kit's. Constant time in the token. */
  authenticate(kit: string, token: string): boolean;
  /** The kit whose token this is, for clients that can send nothing else. */
  kitOfToken(token: string): Kit | undefined;
  /** Whether the kit holds a token: open and revoked kits do not. */
  hasToken(kit: string): boolean;
  /**
   * A new token. The one before it works for `overlapMs` more (0 when absent), any older one no more; its sessions end with it,
   * at most a minute late.
   */
  rotate(kit: string, overlapMs?: number): Promise<{ token: string } | Obstacle>;
  /** Takes the kit's tokens away, also one that rotating left for a while. */
  revoke(kit: string): Promise<true | Obstacle>;
  /** Whether the kit may keep readings under the namespaced id (at most 64 a kit); remembers it. */
  admitName(kit: string, namespaced: string): boolean;
  /** What the dialect remembers of the kit; undefined for nothing. */
  dialectState(kit: string, dialect: string): KitState['state'] | undefined;
  keepDialectStates(states: readonly KitState[]): Promise<void>;
  /** Notes on the kit's periods, oldest period first. From memory; the same list until one changes. */
  annotations(kit: string): readonly Annotation[];
  /** Keeps a note, at most 200 a kit. One that says the same already is given back as it is. */
  annotate(kit: string, fields: AnnotationFields): Promise<Annotation | Obstacle>;
  removeAnnotation(kit: string, id: string): Promise<true | Obstacle>;
  readonly projects: Shelf<Project>;
  readonly organisations: Shelf<Organisation>;
  readonly places: Shelf<Place>;
  invite(given: {
    project?: string;
    note?: string;
    validDays?: number;
  }): Promise<{ invitation: Invitation; token: string } | Obstacle>;
  invitation(token: string): Invitation | Obstacle;
  /** Registers the kit of an invitation; an open one gets no token. Whether it may be open is for the caller to decide. */
  claim(token: string, fields: KitFields, options?: { open?: boolean }): Promise<Registered | Obstacle>;
  /** Token of a new administrator, once; undefined when there is one already. */
  createAdministrator(): Promise<string | undefined>;
  isAdministrator(token: string): boolean;
  quarantine(records: readonly Quarantined[]): Promise<void>;
  quarantined(limit: number): Promise<readonly Quarantined[]>;
  /** Who is kept aside, newest first, at most 500. */
  quarantinedSenders(): Promise<readonly QuarantinedSender[]>;
  /** The messages of one sender, oldest first. */
  quarantinedOf(key: QuarantineKey): Promise<readonly Quarantined[]>;
  /** Lets go of messages that were taken in after all. */
  unquarantine(seqs: readonly number[]): Promise<void>;
  /** Small settings of the house that outlive a restart (`demo: off`). */
  setting(key: string): string | undefined;
  setSetting(key: string, value: string): Promise<void>;
  readonly hourMarks: HourMarks;
  onChange(listener: (event: RegistryEvent) => void): () => void;
  close(): Promise<void>;
}
