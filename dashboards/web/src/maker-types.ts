import type { Meanings } from '../../../domain/mapping.ts';
import type { ClaimAnswer } from './api-types.ts';

/** How a kit is set up, as its maker sees it. */
export interface SetupView extends Pick<ClaimAnswer, 'topics' | 'settings'> {
  readonly dialect: string;
  readonly externalId: string | null;
  readonly meanings: Meanings | null;
  readonly mapping: Readonly<Record<string, unknown>> | null;
}

/** A value that was found in a message. */
export interface PreviewedValue {
  readonly path: string;
  /** As the kit names it. */
  readonly name: string;
  readonly phenomenon: string;
  readonly channel: string;
  readonly value: number;
  readonly unit: string;
  readonly time: string | null;
}

export interface PreviewedMessage {
  readonly received: string;
  readonly topic: string;
  readonly text: string | null;
  readonly dialect: string;
  readonly found: readonly PreviewedValue[];
  readonly refused: readonly {
    readonly code: string;
    readonly path: string;
    readonly found?: string;
    readonly rule: string;
    readonly right: string;
  }[];
}

export interface PreviewAnswer {
  readonly faults: readonly string[];
  readonly messages: readonly PreviewedMessage[];
}

/** What became of readings that were taken in together. */
export interface EnteredView {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected?: number;
  readonly quarantined?: number;
  readonly missing: number;
  readonly refusals: Readonly<Record<string, number>>;
}

export interface RedecodedView extends EnteredView {
  readonly messages: number;
}

export interface UploadView extends EnteredView {
  readonly rows: number;
  readonly readings: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly faults: readonly string[];
}

export interface LossSums {
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly missing: number;
  readonly rules: Readonly<Record<string, number>>;
}

export interface LossesView {
  readonly since: string;
  readonly lastDay: LossSums;
  readonly hours: readonly (LossSums & { readonly hour: string })[];
  readonly intervalMs: number | null;
  readonly lastHeard: string | null;
  readonly overdue: boolean;
  readonly gaps: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly lost: number | null;
  }[];
  readonly moreGaps: number;
}

export interface QuarantinedSender {
  readonly dialect: string;
  readonly device: string;
  readonly topic: string;
  readonly kit: string;
  readonly reason: string;
  readonly messages: number;
  readonly last: string;
}

export interface QuarantinedMessage {
  readonly seq: number;
  readonly received: string;
  readonly topic: string;
  readonly text: string | null;
}

export interface QuarantineClaimed {
  readonly kit: string;
  readonly entered: RedecodedView;
  readonly registered: Pick<ClaimAnswer, 'credentials' | 'settings'> | null;
}
