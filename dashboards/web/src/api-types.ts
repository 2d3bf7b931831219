import type { Calibration } from '../../../domain/calibration.ts';
import type { Position } from '../../../domain/geo.ts';
import type { Precision } from '../../../domain/grid.ts';
import type { KitFields, Licence } from '../../../domain/kit.ts';
import type { Names, Phenomenon } from '../../../domain/phenomena/phenomenon.ts';
import type { Organisation, Place, Project } from '../../../domain/project.ts';
import type { Cluster } from '../../../domain/reference/clusters.ts';
import type { KitModel } from '../../../domain/reference/kit-model.ts';

/** What the pages read from the HTTP API (`docs/API.md`). */
export interface ReadingView {
  readonly phenomenon: string;
  readonly channel: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly value: number;
  readonly unit: string;
  readonly flags: readonly string[];
  readonly received: string;
}

export interface KitReading extends ReadingView {
  readonly kit: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface KitView extends Named {
  readonly description: string;
  readonly model: Named | null;
  readonly dialect: string;
  readonly project: Named | null;
  readonly organisations: readonly Named[];
  readonly cluster: { readonly id: string; readonly names: Names } | null;
  readonly places: readonly (Named & { readonly kind: Place['kind'] })[];
  readonly position: Position | null;
  readonly precision: Precision;
  readonly exposure: KitFields['exposure'];
  readonly licence: Licence;
  readonly steward: string;
  readonly simulated: boolean;
  readonly open: boolean;
  /** An official reference station: it has no password and no maker. */
  readonly official: boolean;
  readonly calibrations: readonly Calibration[];
  readonly created: string;
  readonly lastHeard: string | null;
  readonly latest: readonly ReadingView[];
}

export interface HoldingView {
  readonly phenomenon: string;
  readonly channel: string;
  readonly n: number;
  readonly first: string;
  readonly last: string;
}

export interface KitDetail extends KitView {
  readonly holdings: readonly HoldingView[];
}

export interface ProjectView extends Omit<Project, 'organisations' | 'cluster' | 'strategies'> {
  readonly organisations: readonly (Named & Pick<Organisation, 'url'>)[];
  readonly cluster: Cluster | null;
  readonly strategies: readonly { readonly id: string; readonly names: Names }[];
  readonly kits: readonly string[];
}

/** Bucket start (UTC ms), mean, lowest, highest, number of readings. */
export type SeriesPoint = readonly [time: number, mean: number, min: number, max: number, n: number];

export interface InvitationView {
  readonly project: Named | null;
  readonly note: string;
  readonly expires: string;
  /** Dialects of which a kit may send without a password. */
  readonly openDialects: readonly string[];
}

export interface ClaimAnswer {
  readonly kit: KitView;
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly topics: {
    readonly readings: string;
    readonly receipts: string;
    readonly publish: readonly string[];
  };
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** What the server lets the pages use beside its own data. */
export interface UiConfig {
  readonly tiles: { readonly url: string; readonly attribution: string } | null;
}

export type { Cluster, KitModel, Names, Phenomenon, Place };
