import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phenomenonOf } from './catalogue.ts';
import type { Phenomenon } from './phenomenon.ts';
import { shiftDecimal, toOwnUnit, ucum } from './units.ts';

function known(id: string): Phenomenon {
  const phenomenon = phenomenonOf(id);
  if (phenomenon === undefined) throw new Error(id);
  return phenomenon;
}

describe('moving the decimal point', () => {
  it.each([
    [102.24, 3, 102_240],
    [0.1, 1, 1],
    [1013.25, 2, 101_325],
    [3930, -2, 39.3],
    [1e-7, 3, 1e-4],
    [1.5e21, -3, 1.5e18],
    [-0.07, 2, -7],
    [0, 5, 0],
  ])('%d by %d is exactly %d', (value, places, moved) => {
    expect(shiftDecimal(value, places)).toBe(moved);
  });

  it('there and back gives the same double, up to 12 digits', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), fc.integer({ min: -12, max: 12 }))
      .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
    fc.assert(
      fc.property(decimal, fc.integer({ min: -6, max: 6 }), (value, places) => {
        expect(shiftDecimal(shiftDecimal(value, places), -places)).toBe(value);
      }),
    );
  });
});

describe('units as people spell them', () => {
  it.each([
    ['µg/m³', 'ug/m3'],
    ['\u00b5g/m3', 'ug/m3'],
    ['\u03bcg/m3', 'ug/m3'],
    [' ug/m3 ', 'ug/m3'],
    ['°C', 'Cel'],
    ['℃', 'Cel'],
    ['ºC', 'Cel'],
    ['°F', '[degF]'],
    ['dB(A)', 'dB[SPL]'],
    ['#/0.1l', '{#}/dL'],
    ['\u00b5W/cm²', 'uW/cm2'],
    ['furlong', 'furlong'],
    ['constructor', 'constructor'],
  ])('%j is %j', (spelled, code) => {
    expect(ucum(spelled)).toBe(code);
  });
});

describe('values in the unit of their phenomenon', () => {
  it.each([
    ['pressure', 102.24, 'kPa', 102_240],
    ['pressure', 1013.25, 'hPa', 101_325],
    ['temperature', 68, '°F', 20],
    ['temperature', 293.15, 'K', 20],
    ['wind_speed', 36, 'km/h', 10],
    ['pn0_5', 4560, '#/0.1l', 45.6],
    ['tvoc', 0.25, 'ppm', 250],
    ['uva', 1, 'W/m2', 100],
  ])('%s: %d %s is %d', (id, value, unit, own) => {
    expect(toOwnUnit(known(id), value, unit)).toBeCloseTo(own, 9);
  });

  it('a mixing ratio of NO2 becomes mass at 20 °C and 101.325 kPa (Directive 2008/50/EC: 1 ppb is 1.91 µg/m³)', () => {
    expect(toOwnUnit(known('no2'), 1, 'ppb')).toBeCloseTo(1.9125, 3);
    expect(toOwnUnit(known('o3'), 1, 'ppb')).toBeCloseTo(1.9954, 3);
    expect(toOwnUnit(known('co'), 1, 'ppm')).toBeCloseTo(1164.4, 1);
  });

  it('a unit of another quantity is no unit for it', () => {
    expect(toOwnUnit(known('pressure'), 1, 'ug/m3')).toBeUndefined();
    expect(toOwnUnit(known('pm2_5'), 1, 'toString')).toBeUndefined();
  });
});
