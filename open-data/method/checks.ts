import type { BuddyRule } from '../../analysis/quality/buddy.ts';
import { buddyRuleOf } from '../../analysis/quality/buddy-rules.ts';
import { PM25_CHANNELS } from '../../analysis/quality/channels.ts';
import { CLOCK } from '../../analysis/quality/clock.ts';
import { HUMIDITY_NEAR } from '../../analysis/quality/humidity.ts';
import type { RateRule, SeriesRules, SpikeRule, StuckRule } from '../../analysis/quality/parameters.ts';
import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { RULES, type Rule, type RuleId } from '../../analysis/quality/rules.ts';
import { SENSORS, type SensorFacts } from '../../analysis/quality/sensors.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import {
  type Figure,
  type FigureGroup,
  figure,
  grouped,
  shareFigure,
  spanFigure,
  unitLabelOf,
} from './figure.ts';
import { CHECK_TITLES } from './words.ts';

/** A check with the figures that it works by. */
export type CheckEntry = Rule & { readonly title: Names; readonly figures: FigureGroup[] };

/** Figures of each phenomenon that `of` gives some for. */
function byPhenomenon(of: (phenomenon: string) => readonly Figure[] | undefined): FigureGroup[] {
  return grouped(
    PHENOMENA.flatMap(({ id }) => {
      const figures = of(id);
      return figures === undefined ? [] : [{ phenomenon: id, figures }];
    }),
  );
}

/** The same for what is known of a series' own figures. */
function bySeries<K extends keyof SeriesRules>(
  key: K,
  of: (rule: NonNullable<SeriesRules[K]>, unit: string) => readonly Figure[],
): FigureGroup[] {
  return byPhenomenon((id) => {
    const rule = seriesRulesOf(id)[key];
    return rule === undefined ? undefined : of(rule as NonNullable<SeriesRules[K]>, unitLabelOf(id));
  });
}

function bySensor(of: (facts: SensorFacts, unit: string) => readonly Figure[] | undefined): FigureGroup[] {
  return grouped(
    SENSORS.flatMap(({ part, facts }) =>
      Object.entries(facts).flatMap(([phenomenon, known]) => {
        const figures = of(known, unitLabelOf(phenomenon));
        return figures === undefined ? [] : [{ phenomenon, part, figures }];
      }),
    ),
  );
}

const stuck = ({ count, span, tolerance, rest }: StuckRule, unit: string): Figure[] => [
  figure('run_count', count),
  spanFigure('run_span', span),
  ...(tolerance > 0 ? [figure('equal_within', tolerance, unit)] : []),
  ...(rest === undefined ? [] : [figure('rest', rest, unit)]),
];

const spike = ({ k, window, count, floor }: SpikeRule, unit: string): Figure[] => [
  figure('mad_factor', k),
  spanFigure('window', window),
  figure('window_count', count),
  figure('floor', floor, unit),
];

const rate = ({ step, within }: RateRule, unit: string): Figure[] => [
  figure('step', step, unit),
  spanFigure('within', within),
];

function buddy(rule: BuddyRule, unit: string): Figure[] {
  return [
    ...isolation(rule),
    figure('deviations', rule.threshold),
    figure('least_spread', rule.minStd, unit),
    figure('rounds', rule.numIterations),
    ...(rule.maxElevDiff > 0
      ? [figure('height', rule.maxElevDiff, 'm'), figure('by_height', rule.elevGradient, `${unit}/m`)]
      : []),
  ];
}

function isolation({ radius, numMin }: BuddyRule): Figure[] {
  return [figure('radius', radius / 1000, 'km'), figure('neighbours', numMin)];
}

/** What each check goes by. The range of a phenomenon stands with the phenomenon, what a note says with the notes. */
const FIGURES: Readonly<Record<RuleId, () => FigureGroup[]>> = {
  range: () => [],
  sensor_range: () => bySensor(({ range }, unit) => range && [figure('range', range, unit)]),
  stuck: () => bySeries('stuck', stuck),
  spike: () => bySeries('spike', spike),
  rate: () => bySeries('rate', rate),
  warm_up: () =>
    bySensor(
      ({ warmUp }) => warmUp && [spanFigure('silence', warmUp.gap), spanFigure('warm_up', warmUp.span)],
    ),
  humidity: () =>
    bySensor(
      ({ humidity }) =>
        humidity && [figure('humidity', humidity, '%'), spanFigure('humidity_near', HUMIDITY_NEAR)],
    ),
  disagreement: () => [
    {
      phenomena: ['pm2_5'],
      parts: [],
      figures: [
        figure('difference', PM25_CHANNELS.difference, unitLabelOf('pm2_5')),
        shareFigure('share_of_mean', PM25_CHANNELS.share),
        spanFigure('within', PM25_CHANNELS.within),
      ],
    },
  ],
  buddy: () =>
    byPhenomenon((id) => {
      const rule = buddyRuleOf(id);
      return rule && buddy(rule, unitLabelOf(id));
    }),
  isolation: () =>
    byPhenomenon((id) => {
      const rule = buddyRuleOf(id);
      return rule && isolation(rule);
    }),
  clock_drift: () => [
    {
      phenomena: [],
      parts: [],
      figures: [
        figure('messages', CLOCK.count),
        spanFigure('messages_within', CLOCK.within),
        spanFigure('least_delay', CLOCK.limit),
        spanFigure('waited', CLOCK.most),
      ],
    },
  ],
  annotation: () => [],
  invalid: () => [],
};

/** Every check of the code, in its order. */
export function checkEntries(): CheckEntry[] {
  return RULES.map((rule) => ({ ...rule, title: CHECK_TITLES[rule.id], figures: FIGURES[rule.id]() }));
}
