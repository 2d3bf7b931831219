import { type Accuracy, SENSORS, type SensorFacts } from '../../analysis/quality/sensors.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import {
  type Figure,
  type FigureGroup,
  figure,
  grouped,
  shareFigure,
  spanFigure,
  unitLabelOf,
} from './figure.ts';

/** What is known of a part, and which kit models have it. */
export interface SensorEntry {
  readonly part: string;
  readonly models: string[];
  readonly facts: (FigureGroup & { readonly sources: string[] })[];
}

function accuracyFigures({ absolute, relative, joined }: Accuracy, unit: string): Figure[] {
  const share = joined === 'sum' ? 'plus_minus_and_share' : 'plus_minus_share';
  return [figure('plus_minus', absolute, unit), ...(relative > 0 ? [shareFigure(share, relative)] : [])];
}

function figuresOf({ range, humidity, warmUp, accuracy }: SensorFacts, unit: string): Figure[] {
  return [
    ...(range === undefined ? [] : [figure('range', range, unit)]),
    ...(accuracy === undefined ? [] : accuracyFigures(accuracy, unit)),
    ...(humidity === undefined ? [] : [figure('humidity', humidity, '%')]),
    ...(warmUp === undefined ? [] : [spanFigure('silence', warmUp.gap), spanFigure('warm_up', warmUp.span)]),
  ];
}

/** Every part whose datasheet is known, with what it says. */
export function sensorEntries(): SensorEntry[] {
  return SENSORS.map(({ part, facts }) => ({
    part,
    models: KIT_MODELS.filter(({ sensors }) => sensors.some((one) => one.part === part)).map(
      ({ name }) => name,
    ),
    facts: grouped(
      Object.entries(facts).map(([phenomenon, known]) => ({
        phenomenon,
        figures: figuresOf(known, unitLabelOf(phenomenon)),
      })),
    ).map((group) => ({
      ...group,
      sources: [...new Set(group.phenomena.flatMap((id) => facts[id]?.source ?? []))],
    })),
  }));
}
