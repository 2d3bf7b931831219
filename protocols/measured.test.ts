import { expect, it } from 'vitest';
import { numberInText, putMeasured } from './measured.ts';
import { Tray, UNTIMED } from './tray.ts';

const tray = () => new Tray({ timeZone: 'UTC' });
const one = { phenomenon: 'pressure', channel: '', value: 1013.25, when: UNTIMED, path: 'p' };

it('converts by the unit that is named', () => {
  const on = tray();
  putMeasured(on, { ...one, unit: 'hPa' });
  expect(on.found).toMatchObject([{ value: 101_325, flags: 0 }]);
});

it('takes the customary unit, and says so, where none is named', () => {
  const on = tray();
  putMeasured(on, { ...one, unit: undefined, customary: 'hPa' });
  expect(on.found).toMatchObject([{ value: 101_325, flags: 16 }]);
  expect(on.result().assumptions).toEqual([{ code: 'unit', path: 'p', taken: 'hPa' }]);
});

it('refuses a unit of another kind', () => {
  const on = tray();
  putMeasured(on, { ...one, unit: 'V' });
  expect(on.refused).toEqual([{ code: 'bad_unit', path: 'p', found: '1013.25 V' }]);
});

it.each([
  ['7.3', 7.3],
  [' -.5e1 ', -5],
  ['1.', 1],
])('the text %j is a number', (text, value) => expect(numberInText(tray(), text, 'p')).toBe(value));

it.each(['nan', 'NaN', '-nan', '', 'unavailable'])('the text %j is a missing value', (text) => {
  const on = tray();
  expect(numberInText(on, text, 'p')).toBeUndefined();
  expect([on.missing, on.refused]).toEqual([1, []]);
});

it.each([
  ['inf', 'not_finite'],
  ['1e999', 'not_finite'],
  ['ON', 'wrong_type'],
  ['21,5', 'wrong_type'],
  ['0x10', 'wrong_type'],
  ['1'.repeat(65), 'wrong_type'],
])('the text %j is refused as %s', (text, code) => {
  const on = tray();
  expect(numberInText(on, text, 'p')).toBeUndefined();
  expect(on.refused).toMatchObject([{ code }]);
});
