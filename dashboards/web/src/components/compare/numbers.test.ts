import { expect, it } from 'vitest';
import { closeness, distanceText, figure, metricText } from './numbers.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it('figures have three digits, whole from 100 up, in the way of the language', () => {
  expect([0.57692, -2.2101, 123.4, 1_234_567].map((value) => figure(value, 'en'))).toEqual([
    ...['0.577', '−2.21', '123', '1,234,567'],
  ]);
  expect(figure(-2.2101, 'ca')).toBe('−2,21');
});

it('metrics stand with what they are counted in', () => {
  const of = { unit: 'µg/m³', lang: 'en' } as const;
  expect(plain(metricText('rmse', 5.4569, of))).toBe('5.46 µg/m³');
  expect(plain(metricText('nrmse', 0.65, of))).toBe('65 %');
  expect(metricText('slope', 0.65, of)).toBe('0.65');
});

it('distances are in metres, far ones in kilometres', () => {
  expect([83, 505, 9_999, 1_778_791].map((metres) => plain(distanceText(metres, 'en')))).toEqual([
    ...['83 m', '505 m', '9,999 m', '1,779 km'],
  ]);
});

it('a kit follows closely from the target of the EPA on', () => {
  expect([0.95, 0.7, 0.69, 0.4].map(closeness)).toEqual([4, 3, 2, 1]);
});
