import { expect, it } from 'vitest';
import { phenomenonOf } from '../domain/phenomena/catalogue.ts';
import { isPlausible, isPlausibleReference } from './plausible.ts';

const judged = (id: string, values: readonly number[]) =>
  values.map((value) => [
    isPlausible(phenomenonOf(id), value),
    isPlausibleReference(phenomenonOf(id), value),
  ]);

it('a little below zero is noise for a reference instrument, and never a value of a small sensor', () => {
  expect(judged('pm2_5', [-10, -1, 0, 1000])).toEqual([
    [false, true],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

it('codes for no value are plausible for nobody, nor is what a quantity cannot be', () => {
  expect(judged('pm2_5', [-99, -10.1, 1000.1])).toEqual([
    [false, false],
    [false, false],
    [false, false],
  ]);
  expect(judged('humidity', [-1])).toEqual([[false, false]]);
});
