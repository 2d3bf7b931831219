import { describe, expect, it } from 'vitest';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { checkAnnotations } from './annotations.ts';
import { checkChannels, disagree, PM25_CHANNELS } from './channels.ts';
import { checkClock } from './clock.ts';
import { checkHumidity } from './humidity.ts';
import { LEVELS, type Level, levelOf } from './level.ts';
import { EPA_STUCK, seriesRulesOf } from './parameters.ts';
import { checkRange, checkSensorRange } from './range.ts';
import { checkRate } from './rate.ts';
import { sensorFactsOf } from './sensors.ts';
import type { Levels, Series } from './series.ts';
import { checkStuck } from './stuck.ts';
import { checkWarmUp } from './warm-up.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const X = Number.NaN;

function every(interval: number, values: readonly number[]): Series {
  return { times: values.map((_, i) => i * interval), values };
}

function words(levels: Levels): Level[] {
  return [...levels].map(levelOf);
}

describe('range', () => {
  it('is bad outside, good on the bounds, missing where there is nothing', () => {
    const levels = checkRange(every(HOUR, [-1, 0, 1000, 1001, X]), phenomenonOf('pm2_5'));
    expect(words(levels)).toEqual(['bad', 'good', 'good', 'bad', 'missing']);
  });

  it('says nothing of a quantity that the catalogue does not have', () => {
    expect(words(checkRange(every(HOUR, [5, X]), undefined))).toEqual(['not_evaluated', 'missing']);
  });

  it('of the sensor follows the kit’s model', () => {
    const facts = sensorFactsOf('airrohr-sds011-dht22', 'pm10');
    expect(facts?.range).toEqual([0, 999.9]);
    expect(words(checkSensorRange(every(HOUR, [999.9, 1000]), facts))).toEqual(['good', 'bad']);
    expect(sensorFactsOf('airrohr-sds011-dht22', 'co2')).toBeUndefined();
    expect(words(checkSensorRange(every(HOUR, [5]), undefined))).toEqual(['not_evaluated']);
  });
});

describe('stuck', () => {
  it('finds EPA’s three equal hourly values, and no two', () => {
    const levels = checkStuck(every(HOUR, [5, 5, 6, 7, 7, 7, 8]), EPA_STUCK);
    expect(words(levels).map((word) => word[0])).toEqual(['g', 'g', 'g', 's', 's', 's', 'g']);
  });

  it('needs longer where data are finer, and a run may hold gaps', () => {
    expect(Math.max(...checkStuck(every(MINUTE, Array(120).fill(5)), EPA_STUCK))).toBe(LEVELS.good);
    expect(Math.min(...checkStuck(every(MINUTE, Array(121).fill(5)), EPA_STUCK))).toBe(LEVELS.suspect);
    expect(words(checkStuck(every(HOUR, [5, X, 5, 5]), EPA_STUCK))[1]).toBe('missing');
    expect(words(checkStuck(every(HOUR, [5, X, 5, 5]), EPA_STUCK))[3]).toBe('suspect');
  });

  it('leaves darkness and other natural rest alone, and counts within the tolerance', () => {
    const still = (value: number, id: string) =>
      Math.max(...checkStuck(every(HOUR, Array(12).fill(value)), seriesRulesOf(id).stuck));
    expect([still(0, 'illuminance'), still(900, 'illuminance')]).toEqual([LEVELS.good, LEVELS.suspect]);
    expect([still(5, 'so2'), still(6, 'so2')]).toEqual([LEVELS.good, LEVELS.suspect]);
    const near = every(HOUR, [5, 5.1, 4.9, 9]);
    expect(words(checkStuck(near, { ...EPA_STUCK, tolerance: 0.1 }))[2]).toBe('suspect');
    expect(words(checkStuck(near, EPA_STUCK))[2]).toBe('good');
  });
});

describe('rate of change', () => {
  it('compares a minute with the minute before, and does not judge what is far apart', () => {
    const series = { times: [0, MINUTE, 2 * MINUTE, HOUR], values: [20, 23, 26.1, 40] };
    const levels = checkRate(series, seriesRulesOf('temperature').rate);
    expect(words(levels)).toEqual(['not_evaluated', 'good', 'suspect', 'not_evaluated']);
  });
});

describe('warm-up', () => {
  it('doubts the first readings after a silence for the datasheet’s time', () => {
    const rule = sensorFactsOf('smart-citizen-2-1', 'tvoc')?.warmUp;
    const times = [0, 1, 60, 69, 78, 80, 81].map((minute) => minute * MINUTE);
    const levels = checkWarmUp({ times, values: times }, rule);
    expect(words(levels).map((word) => word[0])).toEqual(['n', 'g', 's', 's', 's', 'g', 'g']);
  });
});

describe('humidity', () => {
  const facts = sensorFactsOf('airrohr-sds011-dht22', 'pm2_5');

  it('doubts an SDS011 above 70 %, bound excluded, by the humidity nearest in time', () => {
    const humidity = { times: [0, HOUR, 2 * HOUR], values: [70, 70.1, X] };
    const levels = checkHumidity(every(HOUR, [9, 9, 9]), humidity, facts);
    expect(words(levels)).toEqual(['good', 'suspect', 'not_evaluated']);
  });

  it('says nothing without a humidity or a datasheet', () => {
    expect(words(checkHumidity(every(HOUR, [9]), undefined, facts))).toEqual(['not_evaluated']);
    expect(words(checkHumidity(every(HOUR, [9]), every(HOUR, [99])))).toEqual(['not_evaluated']);
  });
});

describe('two channels', () => {
  it.each([
    [20, 9.6, true],
    [20, 9.7, false],
    [6, 1, false],
    [7, 1, true],
    [40, 20, false],
    [0, 0, false],
  ])('%d and %d: beyond 5 µg/m³ and beyond 70 %% of their mean is %s', (a, b, answer) => {
    expect(disagree(a, b, PM25_CHANNELS)).toBe(answer);
    expect(disagree(b, a, PM25_CHANNELS)).toBe(answer);
  });

  it('is bad where they disagree, and not evaluated where the other is silent', () => {
    const twin = { times: [0, 60 * MINUTE], values: [8, 50] };
    const levels = checkChannels({ times: [1000, 60 * MINUTE, 90 * MINUTE], values: [9, 9, 9] }, twin);
    expect(words(levels)).toEqual(['good', 'bad', 'not_evaluated']);
  });
});

describe('annotations', () => {
  it('hold from their beginning to before their end, the worse of two counting', () => {
    const levels = checkAnnotations(every(HOUR, [1, 1, 1, 1, X]), [
      { kind: 'maintenance', from: 2 * HOUR, to: 3 * HOUR },
      { kind: 'barbecue', from: HOUR, to: 3 * HOUR },
    ]);
    expect(words(levels)).toEqual(['good', 'suspect', 'bad', 'good', 'missing']);
  });
});

describe('clock drift', () => {
  const rule = { count: 3, limit: 2 * MINUTE, within: 6 * HOUR, most: 24 * HOUR };

  it('is no drift while one of the last messages came promptly', () => {
    const series = every(MINUTE, [1, 1, 1, 1]);
    const received = [HOUR, 2 * MINUTE, 2 * HOUR, 2 * HOUR];
    expect(words(checkClock(series, received, rule)).slice(2)).toEqual(['good', 'good']);
  });

  it.each([
    ['behind', 3 * MINUTE],
    ['ahead', -3 * MINUTE],
  ])('finds a clock that is %s', (_, delay) => {
    const series = every(MINUTE, [1, 1, 1]);
    const received = [0, 1, 2].map((i) => i * MINUTE + delay + i);
    expect(words(checkClock(series, received, rule))).toEqual(['not_evaluated', 'not_evaluated', 'suspect']);
  });

  it('is none in what was kept and came in a bunch, in one message, after days, or hours apart', () => {
    const series = every(MINUTE, [1, 1, 1, 1]);
    const none = ['not_evaluated', 'not_evaluated', 'not_evaluated', 'not_evaluated'];
    const at = (received: (i: number) => number, one = series) =>
      words(
        checkClock(
          one,
          [0, 1, 2, 3].map((i) => received(i)),
          rule,
        ),
      );
    expect(at((i) => HOUR + i)).toEqual(none);
    expect(at(() => HOUR)).toEqual(none);
    expect(at((i) => 25 * HOUR + i * MINUTE)).toEqual(none);
    expect(at((i) => i * 4 * HOUR + HOUR, every(4 * HOUR, [1, 1, 1, 1]))).toEqual(none);
  });

  it('is judged by the newest reading of each message', () => {
    const series = every(MINUTE, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const received = [2, 2, 2, 5, 5, 5, 8, 8, 8].map((minute) => minute * MINUTE);
    expect(words(checkClock(series, received, { ...rule, limit: 1000 })).slice(5)).toEqual([
      'not_evaluated',
      'good',
      'good',
      'good',
    ]);
  });
});
