import type { Named, Names } from '../../api-types.ts';

/** One kit's hour. */
export interface PlaceValue {
  readonly kit: string;
  readonly name: string;
  readonly value: number;
  readonly plusMinus: number | null;
  readonly basis: 'raw' | 'corrected';
  readonly suspect: boolean;
}

/** The hour of one phenomenon. */
export interface PlacePhenomenon {
  readonly phenomenon: string;
  readonly kits: number;
  readonly suspectKits: number;
  readonly enough: boolean;
  readonly median?: number;
  readonly min?: number;
  readonly max?: number;
  readonly p10?: number;
  readonly p90?: number;
  readonly basis: 'raw' | 'corrected' | 'mixed';
  readonly perKm2?: number;
  readonly values: readonly PlaceValue[];
  readonly stations: readonly PlaceValue[];
}

export interface PlaceBand {
  readonly band: number;
  readonly id: string;
  readonly names: Names;
  readonly colour: string;
  readonly kits: number;
}

export interface PlaceIndex {
  readonly name: string;
  readonly scale: string;
  readonly enough: boolean;
  readonly kits: number;
  readonly pmOnly: number;
  readonly bands: readonly PlaceBand[];
  readonly byKit: readonly { readonly kit: string; readonly band: number }[];
}

/** What `GET /places/{id}/summary` answers (`docs/API.md`). */
export interface PlaceSummary {
  readonly place: Named & { readonly areaKm2: number };
  readonly hour: string;
  readonly kits: {
    readonly registered: number;
    readonly heard: number;
    readonly official: number;
    readonly indoor: number;
  };
  readonly phenomena: readonly PlacePhenomenon[];
  readonly index: PlaceIndex;
}
