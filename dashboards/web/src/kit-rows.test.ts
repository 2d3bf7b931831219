import { describe, expect, it } from 'vitest';
import type { KitView, ReadingView } from './api-types.ts';
import { scaleFor } from './colour/scale-for.ts';
import { currentValues, phenomenaOf, rowsOf, sortRows } from './kit-rows.ts';
import { mergeReadings } from './live.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

function reading(value: number, minutes: number, more: Partial<ReadingView> = {}): ReadingView {
  const time = ago(minutes);
  return { phenomenon: 'pm2_5', channel: '', time, value, unit: 'ug/m3', flags: [], received: time, ...more };
}

function kit(id: string, latest: readonly ReadingView[]): KitView {
  return {
    id,
    name: id.toUpperCase(),
    description: '',
    model: null,
    dialect: 'native',
    project: null,
    organisations: [],
    cluster: null,
    places: [],
    position: null,
    precision: 50,
    exposure: 'outdoor',
    licence: 'CC-BY-4.0',
    steward: '',
    simulated: false,
    open: false,
    official: false,
    calibrations: [],
    created: ago(1000),
    lastHeard: latest[0]?.received ?? null,
    latest,
  };
}

const KITS = [
  kit('a', [reading(12, 1)]),
  kit('b', [reading(80, 90)]),
  kit('c', []),
  kit('d', [reading(3, 5), reading(4, 2, { channel: 'x' }), reading(20, 2, { phenomenon: 'no2' })]),
];
const rows = rowsOf(KITS, 'pm2_5', { scale: scaleFor('pm2_5', []), now: NOW });

describe('Rows', () => {
  it('tell the class of a fresh value, and call an hour without data silence', () => {
    expect(rows.map(({ silent, band }) => [silent, band?.word])).toEqual([
      [false, 'band_fair'],
      [true, undefined],
      [true, undefined],
      [false, 'band_good'],
    ]);
  });

  it('take the newer of two sensors of one kind', () => {
    expect(rows[3]?.reading?.value).toBe(4);
  });

  it('are sorted by value, age and name, kits without a value last either way', () => {
    const order = (column: 'kit' | 'value' | 'age', descending: boolean) =>
      sortRows(rows, { column, descending }, 'ca')
        .map((row) => row.kit.id)
        .join('');
    expect(order('value', true)).toBe('badc');
    expect(order('value', false)).toBe('dabc');
    expect(order('age', false)).toBe('adbc');
    expect(order('age', true)).toBe('bdac');
    expect(order('kit', true)).toBe('dcba');
  });

  it('leave silent kits out of the values that count now', () => {
    expect(currentValues(KITS, 'pm2_5', NOW)).toEqual([12, 4]);
    expect(phenomenaOf(KITS)).toEqual(['pm2_5', 'no2']);
  });
});

describe('Live readings', () => {
  it('replace older ones of their phenomenon and channel, never newer ones', () => {
    const fresh = { ...reading(15, 0), kit: 'a' };
    const late = { ...reading(99, 30), kit: 'd' };
    const [a, b, , d] = mergeReadings(KITS, [fresh, late]);
    expect(a?.latest.map(({ value }) => value)).toEqual([15]);
    expect(a?.lastHeard).toBe(fresh.received);
    expect(b).toBe(KITS[1]);
    expect(d?.latest.map(({ value }) => value)).toEqual([3, 4, 20]);
  });

  it('add what a kit had not sent before', () => {
    const [, , c] = mergeReadings(KITS, [{ ...reading(7, 0), kit: 'c' }]);
    expect(c?.latest.map(({ value }) => value)).toEqual([7]);
  });
});
