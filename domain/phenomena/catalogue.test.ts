import { describe, expect, it } from 'vitest';
import { isNamespaced, namespaced, PHENOMENA, phenomenonOf } from './catalogue.ts';
import { LANGUAGES } from './phenomenon.ts';
import { toOwnUnit, ucum } from './units.ts';

describe('the catalogue', () => {
  it('has every id once', () => {
    expect(new Set(PHENOMENA.map((p) => p.id)).size).toBe(PHENOMENA.length);
    for (const phenomenon of PHENOMENA) expect(phenomenonOf(phenomenon.id)).toBe(phenomenon);
    expect(phenomenonOf('x_mud')).toBeUndefined();
  });

  it.each(PHENOMENA.map((p) => [p.id, p] as const))('%s is whole', (id, p) => {
    // An id names a column, is never taken for a namespaced one, and leaves room for a suffix.
    expect(id).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(48);
    expect(isNamespaced(id)).toBe(false);
    for (const language of LANGUAGES) expect(p.names[language].trim()).not.toBe('');
    expect(p.plausible[0]).toBeLessThan(p.plausible[1]);
    expect(Number.isInteger(p.decimals) && p.decimals >= 0 && p.decimals <= 3).toBe(true);
    if (p.definition !== undefined) expect(new URL(p.definition).protocol).toMatch(/^https?:$/);
  });

  it('averages equivalent levels as energy and nothing else', () => {
    const energetic = PHENOMENA.filter((p) => p.averaging === 'energetic').map((p) => p.id);
    expect(energetic).toEqual(['noise_laeq', 'noise_lceq', 'noise_lzeq']);
  });

  it('averages directions on the circle, and adds rain up', () => {
    const by = (way: string) => PHENOMENA.filter((p) => p.averaging === way).map((p) => p.id);
    expect(by('circular')).toEqual(['wind_direction']);
    expect(by('sum')).toEqual(['rain']);
  });

  it('has one name a language for each phenomenon', () => {
    for (const language of LANGUAGES)
      expect(new Set(PHENOMENA.map((p) => p.names[language])).size).toBe(PHENOMENA.length);
  });

  it('accepts only units that are written as codes, each with a conversion that means something', () => {
    for (const p of PHENOMENA) {
      for (const unit of [p.unit, ...Object.keys(p.accepts)]) expect(ucum(unit)).toBe(unit);
      expect(p.accepts[p.unit]).toBeUndefined();
      for (const unit of Object.keys(p.accepts))
        expect(toOwnUnit(p, 100, unit), `${p.id} from ${unit}`).not.toBe(100);
    }
  });
});

describe('namespaced ids', () => {
  it.each([
    ['Soil moisture (raw)', 'x_soil_moisture_raw'],
    ['Température', 'x_temperature'],
    ['x_mud', 'x_mud'],
    ['__', undefined],
    ['泥', undefined],
    ['a'.repeat(100), `x_${'a'.repeat(60)}`],
  ])('%j is kept as %j', (name, id) => {
    expect(namespaced(name)).toBe(id);
  });

  it('stay what they are when they are made again', () => {
    for (const name of ['Soil (raw)', 'x_x_a', `${'ab '.repeat(40)}`]) {
      const id = namespaced(name) ?? '';
      expect(isNamespaced(id)).toBe(true);
      expect(namespaced(id)).toBe(id);
    }
  });
});
