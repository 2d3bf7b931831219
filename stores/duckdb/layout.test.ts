import { describe, expect, it } from 'vitest';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import { clusters } from './clusters.ts';
import { layoutFor } from './layout.ts';

describe('the layout of the wide tables', () => {
  it('has one place for every phenomenon of the catalogue', () => {
    const { tables, places } = layoutFor([]);
    expect([...places.keys()].sort()).toEqual(PHENOMENA.map(({ id }) => id).sort());
    for (const [id, { table, at }] of places) expect(tables[table]?.phenomena[at]).toBe(id);
  });

  it('leaves what is on disk where it is and adds at the end', () => {
    const onDisk = [{ name: 'readings_gases', phenomena: ['pm1', 'no_longer_known'] }];
    const { tables, places } = layoutFor(onDisk);
    expect(tables[0]?.phenomena.slice(0, 2)).toEqual(['pm1', 'no_longer_known']);
    expect(places.get('pm1')).toEqual({ table: 0, at: 0 });
    expect(places.get('no2')).toMatchObject({ table: 0, at: 2 });
  });
});

describe('the stretches that late rows are looked for in', () => {
  const hour = 3_600_000;

  it('is one for times close together', () => {
    expect(clusters([5, 1, 5, 3])).toEqual([[1, 5]]);
  });

  it('leaves the largest gaps out, at most seven', () => {
    expect(clusters([0, hour, 10 * hour, 10 * hour + 1])).toEqual([
      [0, hour],
      [10 * hour, 10 * hour + 1],
    ]);
    const many = Array.from({ length: 30 }, (_, n) => n * n * hour);
    const found = clusters(many);
    expect(found).toHaveLength(8);
    for (const time of many) expect(found.some(([from, to]) => from <= time && time <= to)).toBe(true);
  });
});
