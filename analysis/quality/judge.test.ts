import { describe, expect, it } from 'vitest';
import { FLAGS, flagWords } from '../../domain/flags.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { LANGUAGES } from '../../domain/phenomena/phenomenon.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { addFindings, judge, noFindings, rulesIn } from './judge.ts';
import { LEVELS, levelOf, worseOf } from './level.ts';
import { seriesRulesOf } from './parameters.ts';
import { RULES, ruleOf } from './rules.ts';
import { SENSORS, sensorFactsOf } from './sensors.ts';
import { spikeBounds } from './spike-bounds.ts';

const MINUTE = 60_000;

describe('levels', () => {
  it('have the numbers of QARTOD', () => {
    expect(LEVELS).toEqual({ good: 1, not_evaluated: 2, suspect: 3, bad: 4, missing: 9 });
    expect(levelOf(4)).toBe('bad');
  });

  it('join as the worst, one look making up for none, and missing above all', () => {
    const { good, not_evaluated, suspect, bad, missing } = LEVELS;
    expect(worseOf(not_evaluated, good)).toBe(good);
    expect(worseOf(good, not_evaluated)).toBe(good);
    expect(worseOf(bad, suspect)).toBe(bad);
    expect(worseOf(bad, missing)).toBe(missing);
  });
});

describe('rules', () => {
  it('fit a mask, set known flags, and have words and a source', () => {
    expect(RULES.length).toBeLessThanOrEqual(16);
    for (const { flag, words, source, id } of RULES) {
      if (flag !== undefined) expect(FLAGS).toHaveProperty(flag);
      for (const language of LANGUAGES) expect(words[language].length).toBeGreaterThan(10);
      expect(source).not.toBe('');
      expect(ruleOf(id).id).toBe(id);
    }
  });

  it('of isolation sets no flag: what cannot be checked is not bad', () => {
    expect(ruleOf('isolation')).toMatchObject({ finds: 'not_evaluated' });
    expect(ruleOf('isolation').flag).toBeUndefined();
  });
});

describe('sensors', () => {
  it('are parts of kits that are known, observing what the kit observes', () => {
    const parts = KIT_MODELS.flatMap(({ sensors }) => sensors);
    for (const { part, facts } of SENSORS) {
      const used = parts.filter((one) => one.part === part);
      expect(used.length, part).toBeGreaterThan(0);
      for (const id of Object.keys(facts)) expect(used[0]?.phenomena, part).toContain(id);
    }
  });

  it('of an unknown model are unknown', () => {
    expect(sensorFactsOf('none', 'pm2_5')).toBeUndefined();
    expect(sensorFactsOf('smart-citizen-2-1', 'toString')).toBeUndefined();
  });
});

it('every phenomenon has figures that can be used, unknown ones have none', () => {
  for (const { id } of PHENOMENA) expect(seriesRulesOf(id).spike?.k ?? 10).toBe(10);
  expect(seriesRulesOf('x_mud')).toEqual({});
});

describe('judging a series', () => {
  const values = [...Array.from({ length: 30 }, (_, i) => 8 + (i % 3)), 1200, Number.NaN];
  const series = { times: values.map((_, i) => i * MINUTE), values };
  const humidity = { times: series.times, values: values.map((_, i) => (i < 5 ? 90 : 50)) };

  it('gives each value the worst level, its rules and flags', () => {
    const facts = sensorFactsOf('airrohr-sds011-dht22', 'pm2_5');
    const { levels, rules, flags } = judge(series, { phenomenon: 'pm2_5', facts, humidity });
    expect([0, 5, 30, 31].map((i) => levelOf(levels[i] ?? 0))).toEqual(['suspect', 'good', 'bad', 'missing']);
    expect(rulesIn(rules[0] ?? 0)).toEqual(['humidity']);
    expect(rulesIn(rules[30] ?? 0)).toEqual(['range', 'sensor_range', 'spike']);
    expect(flagWords(flags[30] ?? 0)).toEqual(['implausible', 'spike']);
    expect(flags[5]).toBe(0);
  });

  it('says of maintenance that it was noted and is no measurement, of a barbecue only that it was noted', () => {
    const annotations = [
      { kind: 'maintenance', from: 0, to: MINUTE },
      { kind: 'barbecue', from: MINUTE, to: 2 * MINUTE },
    ] as const;
    const { flags } = judge(series, { phenomenon: 'pm2_5', annotations });
    expect([0, 1, 2].map((i) => flagWords(flags[i] ?? 0))).toEqual([
      ['annotated', 'invalid'],
      ['annotated'],
      [],
    ]);
  });

  it('takes the bounds of spikes from the means of hours where they are given', () => {
    const rule = { k: 10, window: 0, count: 3, floor: 1 };
    expect(spikeBounds([8, 9], rule)).toBeUndefined();
    expect(spikeBounds([8, 9, 9, 10], rule)).toEqual({ low: 8, high: 10 });
    expect(spikeBounds([8, 9, 11, 13], rule)).toEqual({ low: -1, high: 19 });
    const spikesAt = (time: number) => (time < 3 * MINUTE ? undefined : { low: 9, high: 1000 });
    const { flags } = judge(series, { phenomenon: 'pm2_5', spikesAt });
    expect([0, 1, 3, 4, 30].map((i) => flags[i])).toEqual([
      ...[0, 0, FLAGS.spike, 0],
      FLAGS.spike | FLAGS.implausible,
    ]);
  });

  it('never alters the series', () => {
    const before = [...values];
    judge(series, { phenomenon: 'pm2_5' });
    expect(values).toEqual(before);
  });

  it('takes in what a check over many kits found', () => {
    const findings = noFindings(series);
    addFindings(findings, 'buddy', new Uint8Array(values.length).fill(LEVELS.suspect));
    expect(flagWords(findings.flags[3] ?? 0)).toEqual(['buddy']);
    expect(levelOf(findings.levels[31] ?? 0)).toBe('missing');
  });
});
