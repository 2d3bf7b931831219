import { expect, test } from 'vitest';
import { boxParam, phenomenonParam, timeParam } from './query.ts';

test.each([
  ['2.1,41.3,2.3,41.5', [2.1, 41.3, 2.3, 41.5]],
  ['170,-20,-170,20', [170, -20, -170, 20]],
  ['-180,-90,180,90', [-180, -90, 180, 90]],
])('bbox=%s is a box', (text, box) => {
  expect(boxParam.parse(text)).toEqual(box);
});

test.each([
  '',
  '1,2,3',
  '1,2,3,4,5',
  '1,2,3,x',
  '1,,3,4',
  '1,5,3,4',
  '-181,0,0,0',
  '0,-91,0,0',
  'NaN,0,0,0',
  'Infinity,0,0,0',
])('bbox=%s is refused', (text) => {
  expect(boxParam.safeParse(text).success).toBe(false);
});

test.each([
  ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12)],
  ['2026-03-01T12:00:00.250+01:00', Date.UTC(2026, 2, 1, 11, 0, 0, 250)],
  ['2026-03-01', Date.UTC(2026, 2, 1)],
])('the time %s is understood', (text, ms) => {
  expect(timeParam.parse(text)).toBe(ms);
});

test.each(['yesterday', '2026-02-30', '2026-03-01T25:00:00Z', ''])('the time "%s" is refused', (text) => {
  expect(timeParam.safeParse(text).success).toBe(false);
});

test('a phenomenon is one of the catalogue or a namespaced one', () => {
  for (const id of ['pm2_5', 'x_soil']) expect(phenomenonParam.safeParse(id).success).toBe(true);
  for (const id of ['pm25', 'x_', 'X_soil', '']) expect(phenomenonParam.safeParse(id).success).toBe(false);
});
