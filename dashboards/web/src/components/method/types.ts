import type { FlagWord } from '../../../../../domain/flags.ts';
import type { Names } from '../../../../../domain/phenomena/phenomenon.ts';

/** What `GET /method` answers (`docs/API.md`). */
export interface Method {
  readonly levels: readonly LevelEntry[];
  readonly flags: readonly { readonly flag: FlagWord; readonly level: string | null }[];
  readonly checks: readonly Check[];
  readonly ranges: readonly Range[];
  readonly sensors: readonly Sensor[];
  readonly corrections: readonly Correction[];
  readonly uncorrected: readonly ChosenFor[];
  readonly calibrationNames: Names;
  readonly indexRules: {
    readonly complete: number;
    readonly completeNames: Names;
    readonly worstNames: Names;
  };
  readonly scales: readonly Scale[];
  readonly nowCast: NowCast;
  readonly standards: readonly StandardSet[];
  readonly standardsNames: Names;
  readonly noise: Noise;
  readonly rollUps: {
    readonly keptNames: Names;
    readonly againNames: Names;
    readonly means: readonly {
      readonly averaging: string;
      readonly names: Names;
      readonly phenomena: readonly string[];
    }[];
  };
  readonly uncertainty: readonly {
    readonly basis: string | null;
    readonly names: Names;
    readonly factor: number | null;
    readonly source: string | null;
  }[];
  readonly comparison: Comparison;
}

export interface LevelEntry {
  readonly level: string;
  readonly code: number;
  readonly names: Names;
  readonly means: Names;
}

export interface Range {
  readonly phenomenon: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

export interface Figure {
  readonly what: string;
  readonly names: Names;
  readonly value: number | readonly [number | null, number | null];
  readonly unit: string;
}

export interface FigureGroup {
  readonly phenomena: readonly string[];
  readonly parts: readonly string[];
  readonly figures: readonly Figure[];
}

export interface Check {
  readonly id: string;
  readonly title: Names;
  readonly words: Names;
  readonly finds: string;
  readonly flag?: FlagWord;
  readonly source: string;
  readonly figures: readonly FigureGroup[];
}

export interface Sensor {
  readonly part: string;
  readonly models: readonly string[];
  readonly facts: readonly (FigureGroup & { readonly sources: readonly string[] })[];
}

export interface ChosenFor {
  readonly phenomena: readonly string[];
  readonly part: string;
  readonly models: readonly string[];
  readonly reason: Names;
}

export interface Correction {
  readonly id: string;
  readonly version: string;
  readonly names: Names;
  readonly phenomena: readonly string[];
  readonly formula: readonly string[];
  readonly humidityNames: Names | null;
  readonly figures: readonly Figure[];
  readonly chosenFor: readonly ChosenFor[];
  readonly source: string;
  readonly unverified: readonly Names[];
}

export interface Band {
  readonly band: number;
  readonly id: string;
  readonly names: Names;
  readonly colour: string;
}

export interface ScaleRule {
  readonly pollutant: string;
  readonly averagingNames: Names;
  readonly decimals: number | null;
  readonly steps: readonly {
    readonly band: number;
    readonly from: number | null;
    readonly to: number | null;
    readonly aqi: readonly [number, number] | null;
  }[];
}

export interface Scale {
  readonly id: string;
  readonly name: string;
  readonly bands: readonly Band[];
  readonly rules: readonly ScaleRule[];
  readonly whole: readonly (readonly string[])[];
  readonly notComputed: readonly string[];
  readonly source: string;
  readonly unverified: readonly Names[];
}

export interface NowCast {
  readonly hours: number;
  readonly newest: { readonly need: number; readonly of: number };
  readonly formula: readonly string[];
  readonly source: string;
}

export interface Standard {
  readonly id: string;
  readonly kindNames: Names;
  readonly pollutant: string;
  readonly averagingNames: Names;
  readonly value: number;
  readonly unit: string;
  readonly allowed: number | null;
  readonly allowedUnit: 'hours' | 'days' | null;
  readonly overYears: number | null;
  readonly consecutive: number | null;
  readonly source: string;
}

export interface StandardSet {
  readonly id: string;
  readonly names: Names;
  readonly from: string | null;
  readonly until: string | null;
  readonly standards: readonly Standard[];
  readonly unverified: readonly Names[];
}

export interface NoisePeriods {
  readonly id: string;
  readonly names: Names;
  readonly parts: readonly {
    readonly period: string;
    readonly names: Names;
    readonly from: number;
    readonly hours: number;
    readonly penalty: number;
  }[];
  readonly source: string;
}

export interface Noise {
  readonly indicativeNames: Names;
  readonly eventsNames: Names;
  readonly dayNames: Names;
  readonly complete: number;
  readonly periods: readonly NoisePeriods[];
  readonly formula: readonly string[];
  readonly source: string;
  readonly facade: number;
  readonly leastForPercentages: number;
  readonly events: readonly {
    readonly id: string;
    readonly names: Names;
    readonly threshold: 'fixed' | 'above_laeq';
    readonly db: number;
    readonly source: string;
    readonly unverified: readonly Names[];
  }[];
}

export interface Comparison {
  readonly pairingNames: Names;
  readonly complete: number;
  readonly formula: readonly string[];
  readonly targets: {
    readonly names: Names;
    readonly phenomenon: string;
    readonly source: string;
    readonly figures: readonly {
      readonly metric: 'slope' | 'intercept' | 'r2' | 'rmse' | 'nrmse';
      readonly min: number | null;
      readonly max: number | null;
      readonly unit: string;
    }[];
  };
  readonly bars: {
    readonly names: Names;
    readonly source: string;
    readonly figures: readonly {
      readonly phenomenon: string;
      readonly averaging: string;
      readonly averagingNames: Names;
      readonly absolute: number;
      readonly relative: number;
      readonly limit: number;
      readonly coverage: number;
      readonly unit: string;
    }[];
  };
}
