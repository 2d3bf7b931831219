import type { Mapping, Meanings } from '../domain/mapping.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { EnteredSums } from './ports.ts';

/** What a maker tries on the last messages of a kit: a document that is not saved yet. Without one, as the kit is read now. */
export interface Attempt {
  readonly mapping?: Mapping | undefined;
  readonly meanings?: Meanings | undefined;
}

/** A value that an attempt finds in a message. */
export interface PreviewedValue {
  readonly path: string;
  /** As the decoder names it: what a table of meanings is keyed by. */
  readonly name: string;
  /** Catalogue id, or the `x_…` id it would be kept under. */
  readonly phenomenon: string;
  readonly channel: string;
  readonly value: number;
  /** UTC ms; undefined where the message does not say: the time of arrival. */
  readonly time: number | undefined;
}

/** A message as an attempt reads it. */
export interface PreviewedMessage {
  /** Arrival, UTC ms. */
  readonly received: number;
  readonly topic: string;
  readonly payload: Buffer;
  /** Dialect that reads it; empty for none. */
  readonly dialect: string;
  readonly found: readonly PreviewedValue[];
  readonly refused: readonly {
    readonly code: RefusalCode;
    readonly path: string;
    readonly found?: string | undefined;
    readonly expected?: string | undefined;
  }[];
  readonly missing: number;
}

/** What the API is given for makers, who look after a kit of their own. */
export interface MakerPorts {
  /** What is wrong with a mapping beyond its shape, in words; empty for nothing. */
  mappingFaults(mapping: Mapping): readonly string[];
  /** The kit's last messages as an attempt reads them, newest first. */
  preview(kit: string, attempt: Attempt): Promise<readonly PreviewedMessage[]>;
  /**
   * Decodes the kit's messages that arrived in the span (UTC ms, `to` exclusive) again; in words why not now, when a run is
   * under way already.
   */
  redecode(span: {
    readonly kit: string;
    readonly from: number;
    readonly to: number;
  }): Promise<EnteredSums> | string;
}

/** What became of messages. */
export interface LossSums {
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly missing: number;
  /** Refused by rule. */
  readonly rules: Readonly<Partial<Record<RefusalCode, number>>>;
}

/** What a kit usually does, and what was lost of what it sent. Times in UTC ms. */
export interface KitLosses {
  /** Since when it is counted. */
  readonly since: number;
  readonly sinceStart: LossSums;
  /** Hours of the last 24 that had messages, oldest first. */
  readonly hours: readonly (LossSums & { readonly hour: number })[];
  /** Milliseconds between its messages; undefined until it was heard often enough. */
  readonly usual: number | undefined;
  readonly lastHeard: number | undefined;
}

/** A wire format that is understood here. */
export interface Dialect {
  readonly id: string;
  readonly transports: readonly string[];
}
