import { HOURLY } from '../../analysis/comparison/pairs.ts';
import {
  EPA_PM25_TARGETS,
  EPA_SOURCE,
  INDICATIVE_BARS,
  INDICATIVE_SOURCE,
} from '../../analysis/comparison/targets.ts';
import { COVERAGE_FACTOR } from '../../analysis/comparison/uncertainty.ts';
import { COMPLETE } from '../../analysis/not-enough.ts';
import { unitLabelOf } from './figure.ts';
import { STATEMENTS } from './statements.ts';
import { AVERAGING_NAMES } from './words.ts';

const WITH_UNIT: readonly string[] = ['intercept', 'rmse'];

/** How a kit and an official station are compared, and what that is held against. */
export function comparisonEntry() {
  return {
    pairingNames: STATEMENTS.pairing,
    complete: HOURLY.by === 'hour' ? HOURLY.completeness : COMPLETE,
    formula: [
      'y = a + b·x  (x: station, y: kit; least squares)',
      'bias = Σ(y − x) / n',
      'RMSE = √(Σ(y − x)² / n)',
      'NRMSE = RMSE / mean(x)',
    ],
    targets: {
      names: STATEMENTS.targets,
      phenomenon: 'pm2_5',
      source: EPA_SOURCE,
      figures: EPA_PM25_TARGETS.map(({ metric, min, max }) => ({
        metric,
        min: min ?? null,
        max: max ?? null,
        unit: WITH_UNIT.includes(metric) ? unitLabelOf('pm2_5') : '',
      })),
    },
    bars: {
      names: STATEMENTS.bars,
      source: INDICATIVE_SOURCE,
      figures: INDICATIVE_BARS.map((bar) => ({
        ...bar,
        averagingNames: AVERAGING_NAMES[bar.averaging],
        unit: unitLabelOf(bar.phenomenon),
      })),
    },
  };
}

/** What ± is, by what it rests on. */
export function uncertaintyEntries() {
  return [
    {
      basis: 'co_location' as const,
      names: STATEMENTS.co_location,
      factor: COVERAGE_FACTOR,
      source: 'JCGM 100:2008 (GUM), 6.3.3',
    },
    { basis: 'datasheet' as const, names: STATEMENTS.datasheet, factor: null, source: null },
    { basis: null, names: STATEMENTS.unknown, factor: null, source: null },
  ];
}
