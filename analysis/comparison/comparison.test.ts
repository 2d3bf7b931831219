import { describe, expect, it } from 'vitest';
import { expandedUncertainty } from './equivalence.ts';
import { hourlyMeans, intervalOf } from './hourly.ts';
import { dailyPairs, type Pair, pairsOf } from './pairs.ts';
import { coLocationOf } from './report.ts';
import { agreementOf } from './statistics.ts';
import { EPA_PM25_TARGETS, INDICATIVE_BARS, meets } from './targets.ts';
import { uncertaintyFor } from './uncertainty.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const X = Number.NaN;

function pairs(reference: readonly number[], sensor: readonly number[]): Pair[] {
  return reference.map((one, i) => ({ time: i * HOUR, reference: one, sensor: sensor[i] ?? X }));
}

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973) 17: the first of his four sets.
const ANSCOMBE = pairs(
  [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
  [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
);

describe('agreement', () => {
  it('of Anscombe’s first set is as he printed it', () => {
    const found = agreementOf(ANSCOMBE);
    expect(found?.n).toBe(11);
    expect(found?.meanReference).toBe(9);
    expect(found?.meanSensor.toFixed(1)).toBe('7.5');
    expect(found?.slope.toFixed(1)).toBe('0.5');
    expect(found?.intercept.toFixed(0)).toBe('3');
    expect(found?.r2.toFixed(3)).toBe('0.667');
  });

  it('counts bias and RMSE between the values themselves', () => {
    const found = agreementOf(pairs([10, 20, 30], [13, 24, 35]));
    expect(found).toMatchObject({ bias: 4, meanReference: 20 });
    expect(found?.rmse).toBeCloseTo(Math.sqrt(50 / 3), 12);
    expect(found?.nrmse).toBeCloseTo(Math.sqrt(50 / 3) / 20, 12);
  });

  it('is unknown for two pairs, and where an instrument never changed', () => {
    expect(agreementOf(pairs([1, 2], [1, 2]))).toBeUndefined();
    expect(agreementOf(pairs([1, 2, 3], [5, 5, 5]))).toBeUndefined();
    expect(agreementOf(pairs([0, -1, 1], [1, 2, 4]))?.nrmse).toBeUndefined();
  });
});

describe('hourly means', () => {
  const minutes = (values: readonly number[]) => ({ times: values.map((_, i) => i * 10 * MINUTE), values });

  it('count what an hour of that interval promises', () => {
    const found = hourlyMeans(minutes([1, 2, 3, X, 5, 7, 9]), 'pm2_5');
    expect(intervalOf(minutes([1, 2, 3]))).toBe(10 * MINUTE);
    expect(found.map(({ hour, value, n }) => [hour, value, n])).toEqual([
      [0, 3.6, 5],
      [HOUR, 9, 1],
    ]);
    expect(found[0]?.completeness).toBeCloseTo(5 / 6, 12);
  });

  it('of levels are of energy', () => {
    const [hour] = hourlyMeans(minutes([60, 70, 60, 70, 60, 70]), 'noise_laeq');
    expect(hour?.value.toFixed(2)).toBe('67.40');
  });
});

describe('pairs', () => {
  const sensor = { times: [0, 10, 20, 30, 40, 50, 60].map((m) => m * MINUTE), values: [1, 2, 3, 4, 5, 6, 7] };
  const reference = { times: [0, HOUR], values: [10, 20] };
  const compared = { phenomenon: 'pm2_5', reference, sensor };

  it('are of hours with three quarters of their readings', () => {
    expect(pairsOf(compared)).toEqual([{ time: 0, reference: 10, sensor: 3.5 }]);
    expect(pairsOf(compared, { by: 'hour', completeness: 0 })).toHaveLength(2);
  });

  it('are of the nearest readings when that is asked for', () => {
    const times = [4 * MINUTE, 25 * MINUTE, 200 * MINUTE];
    const found = pairsOf(
      { ...compared, reference: { times, values: [1, 2, 3] } },
      { by: 'nearest', within: 6 * MINUTE },
    );
    expect(found.map((pair) => pair.sensor)).toEqual([1, 3]);
  });

  it('make a day from eighteen hours, and none from seventeen', () => {
    const hours = (n: number) => pairs(Array(n).fill(2), Array(n).fill(4));
    expect(dailyPairs(hours(18))).toEqual([{ time: 0, reference: 2, sensor: 4 }]);
    expect(dailyPairs(hours(17))).toEqual([]);
  });
});

describe('the bar of equivalence', () => {
  it('is twice the bias at the limit value where kit and station differ by a constant', () => {
    const found = expandedUncertainty(pairs([10, 20, 30, 40], [12, 22, 32, 42]), 25);
    expect(found?.absolute).toBeCloseTo(4, 10);
    expect(found?.relative).toBeCloseTo(0.16, 10);
  });

  it('treats both instruments alike: the line of the swapped pairs is the same line', () => {
    // For y = 1.2 x the deviation at 50 is 10, and twice that 20.
    expect(expandedUncertainty(pairs([10, 20, 30], [12, 24, 36]), 50)?.absolute).toBeCloseTo(20, 10);
    expect(expandedUncertainty(pairs([10, 20, 30], [12, 24, 36]), 0)).toBeUndefined();
  });

  it('is the Directive’s: share and figure agree at the limit value', () => {
    for (const { absolute, relative, limit } of INDICATIVE_BARS)
      expect(Math.abs(absolute - relative * limit)).toBeLessThanOrEqual(0.05 + 1e-9);
  });
});

describe('a co-location', () => {
  const values = Array.from({ length: 72 }, (_, i) => 10 + (i % 24) + Math.floor(i / 24));
  const times = values.map((_, i) => i * HOUR);
  const report = coLocationOf({
    phenomenon: 'pm2_5',
    reference: { times, values },
    sensor: { times, values: values.map((one) => one * 1.5 + 1) },
  });

  it('holds hours and days against EPA’s targets and the Directive’s bar', () => {
    expect(report.agreement).toMatchObject({ n: 72 });
    expect(report.completeness).toBe(1);
    expect(report.days).toHaveLength(3);
    expect(report.targets.hourly.map(({ metric, met }) => [metric, met])).toEqual([
      ['slope', false],
      ['intercept', true],
      ['r2', true],
      ['rmse', false],
      ['nrmse', false],
    ]);
    expect(report.indicative.map(({ averaging, met }) => [averaging, met])).toEqual([['day', false]]);
  });

  it('of another phenomenon has no target of EPA', () => {
    const series = { times, values };
    const other = coLocationOf({ phenomenon: 'no2', reference: series, sensor: series });
    expect(other.targets.hourly).toEqual([]);
    expect(other.indicative.map(({ averaging }) => averaging)).toEqual(['day', 'hour']);
  });

  it('meets a target on its bounds', () => {
    const agreement = agreementOf(ANSCOMBE);
    const at = (max: number) => agreement && meets({ ...agreement, rmse: 7 }, { metric: 'rmse', max });
    expect([at(7), at(6.9)]).toEqual([true, false]);
    expect(EPA_PM25_TARGETS.map(({ metric }) => metric)).toContain('nrmse');
  });
});

describe('uncertainty', () => {
  it.each([
    ['airrohr-sds011-dht22', 'pm2_5', 20, 10],
    ['airrohr-sds011-dht22', 'pm2_5', 100, 15],
    ['smart-citizen-2-3', 'pm2_5', 20, 6],
    ['airgradient-one', 'co2', 1000, 70],
  ])('of %s, %s %d is ±%d by the datasheet', (model, phenomenon, value, plusMinus) => {
    const found = uncertaintyFor({ model, phenomenon })(value);
    expect(found).toMatchObject({ basis: 'datasheet' });
    expect(found?.plusMinus).toBeCloseTo(plusMinus, 10);
  });

  it('is twice the RMSE where the kit stood beside a station, which counts more than a datasheet', () => {
    const agreement = agreementOf(pairs([10, 20, 30], [13, 23, 33.000001]));
    const found = uncertaintyFor({ phenomenon: 'pm2_5', model: 'airrohr-sds011-dht22', agreement })(20);
    expect(found?.basis).toBe('co_location');
    expect(found?.plusMinus).toBeCloseTo(6, 4);
  });

  it('is unknown for what no datasheet promises', () => {
    expect(uncertaintyFor({ phenomenon: 'tvoc', model: 'smart-citizen-2-1' })(400)).toBeUndefined();
    expect(uncertaintyFor({ phenomenon: 'no2' })(400)).toBeUndefined();
  });
});
