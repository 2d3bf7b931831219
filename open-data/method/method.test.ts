import { describe, expect, it } from 'vitest';
import { EU_STANDARDS } from '../../analysis/air/eu-standards.ts';
import { AIR_SCALES } from '../../analysis/air/scales.ts';
import { WHO_STANDARDS } from '../../analysis/air/who-standards.ts';
import { EPA_PM25_TARGETS, INDICATIVE_BARS } from '../../analysis/comparison/targets.ts';
import { CORRECTIONS } from '../../analysis/corrections/catalogue.ts';
import { fitOf } from '../../analysis/corrections/fits.ts';
import { LEVELS } from '../../analysis/quality/level.ts';
import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { RULES } from '../../analysis/quality/rules.ts';
import { SENSORS } from '../../analysis/quality/sensors.ts';
import { FLAGS } from '../../domain/flags.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { LANGUAGES } from '../../domain/phenomena/phenomenon.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { formulaOf } from './formula.ts';
import { methodView } from './method.ts';
import { methodSchema } from './schema.ts';

const METHOD = methodView();
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const known = new Set(ids(PHENOMENA));

/** Every object of names in the answer, wherever it stands. */
function allNames(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'ca' in value ? [value as Record<string, string>] : [];
  return [...own, ...Object.values(value).flatMap(allNames)];
}

describe('The method', () => {
  it('is what its schema promises, also after a journey as JSON', () => {
    expect(methodSchema.parse(JSON.parse(JSON.stringify(METHOD)))).toEqual(METHOD);
  });

  it('has every check, correction, index, standard, level, flag, part and phenomenon of the code', () => {
    expect(ids(METHOD.checks)).toEqual(ids(RULES));
    expect(ids(METHOD.corrections)).toEqual(ids(CORRECTIONS));
    expect(ids(METHOD.scales)).toEqual(ids(AIR_SCALES));
    const sets = [...EU_STANDARDS, WHO_STANDARDS];
    expect(ids(METHOD.standards)).toEqual(ids(sets));
    expect(METHOD.standards.flatMap((set) => ids(set.standards))).toEqual(
      sets.flatMap(({ standards }) => ids(standards)),
    );
    expect(METHOD.levels.map(({ level }) => level)).toEqual(Object.keys(LEVELS));
    expect(METHOD.flags.map(({ flag }) => flag)).toEqual(Object.keys(FLAGS));
    expect(METHOD.sensors.map(({ part }) => part)).toEqual(SENSORS.map(({ part }) => part));
    expect(METHOD.ranges.map(({ phenomenon }) => phenomenon)).toEqual(ids(PHENOMENA));
    expect(METHOD.comparison.targets.figures).toHaveLength(EPA_PM25_TARGETS.length);
    expect(METHOD.comparison.bars.figures).toHaveLength(INDICATIVE_BARS.length);
  });

  it('is said in every language', () => {
    const names = allNames(METHOD);
    expect(names.length).toBeGreaterThan(100);
    for (const one of names)
      for (const lang of LANGUAGES) expect(one[lang]?.trim(), JSON.stringify(one)).toBeTruthy();
  });

  it('names only phenomena that there are', () => {
    for (const { figures } of METHOD.checks)
      for (const { phenomena } of figures) for (const id of phenomena) expect(known).toContain(id);
  });

  it('puts every phenomenon that a check of series has figures for into one group, with those figures', () => {
    for (const key of ['stuck', 'spike', 'rate'] as const) {
      const groups = METHOD.checks.find(({ id }) => id === key)?.figures ?? [];
      const listed = groups.flatMap(({ phenomena }) => phenomena);
      const wanted = ids(PHENOMENA).filter((id) => seriesRulesOf(id)[key] !== undefined);
      expect(listed.toSorted()).toEqual(wanted.toSorted());
    }
    const spikes = METHOD.checks.find(({ id }) => id === 'spike');
    const group = spikes?.figures.find(({ phenomena }) => phenomena.includes('pm2_5'));
    expect(group?.figures.map(({ value, unit }) => [value, unit])).toEqual([
      [10, ''],
      [360, 'h'],
      [24, ''],
      [20, 'µg/m³'],
    ]);
  });

  it('writes an open bound as null, and stillness for natural reasons beside the run', () => {
    const stuck = METHOD.checks.find(({ id }) => id === 'stuck');
    const group = stuck?.figures.find(({ phenomena }) => phenomena.includes('no2'));
    expect(group?.figures.find(({ what }) => what === 'rest')?.value).toEqual([null, 5]);
  });

  it('tells every choice of a correction, or of none, with its reason', () => {
    const said = [...METHOD.corrections.flatMap(({ chosenFor }) => chosenFor), ...METHOD.uncorrected];
    for (const model of KIT_MODELS)
      for (const { phenomena } of model.sensors)
        for (const phenomenon of phenomena) {
          const fit = fitOf(model, phenomenon);
          if (fit === undefined) continue;
          const found = said.find(
            (one) =>
              one.models.includes(model.name) &&
              one.phenomena.includes(phenomenon) &&
              one.correction === (fit.correction ?? null),
          );
          expect(found?.reason, `${model.id} ${phenomenon}`).toEqual(fit.reason);
        }
  });
});

describe('Formulas', () => {
  const of = (id: string) => {
    const found = CORRECTIONS.find((one) => one.id === id);
    return found === undefined ? undefined : formulaOf(found.method);
  };

  it('are mathematics that needs no language', () => {
    expect(of('epa-barkjohn')).toEqual(['c = max(0; 5.75 + 0.524·p − 0.0862·RH)']);
    expect(of('kappa-koehler')).toEqual([
      'c = p / (1 + (κ/ρ) / (100/RH − 1))',
      'κ = 0.4,  ρ = 1.65 g/cm³,  RH ≤ 95',
    ]);
    expect(of('gas-trend-only')).toEqual([]);
    expect(formulaOf({ kind: 'linear', slope: 1, offset: -2.5 })).toEqual(['c = −2.5 + p']);
  });

  it('say where one piece goes over into the next', () => {
    expect(of('epa-barkjohn-extended')).toEqual([
      'p < 30:  c = 5.75 + 0.524·p − 0.0862·RH',
      '30 ≤ p < 50:  c = (1 − s)·(5.75 + 0.524·p − 0.0862·RH) + s·(5.75 + 0.786·p − 0.0862·RH),  s = (p − 30) / 20',
      '50 ≤ p < 210:  c = 5.75 + 0.786·p − 0.0862·RH',
      '210 ≤ p < 260:  c = (1 − s)·(5.75 + 0.786·p − 0.0862·RH) + s·(2.966 + 0.69·p + 8.84·10⁻⁴·p²),  s = (p − 210) / 50',
      'p ≥ 260:  c = 2.966 + 0.69·p + 8.84·10⁻⁴·p²',
      'c ≥ 0',
    ]);
  });
});
