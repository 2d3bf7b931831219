import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { phenomenonOf } from '../phenomena/catalogue.ts';
import { CLUSTERS, clusterSchema } from './clusters.ts';
import { kitModelSchema } from './kit-model.ts';
import { KIT_MODELS } from './kit-models.ts';
import { STRATEGIES, strategySchema } from './strategies.ts';

const LISTS: [string, readonly { id: string }[], z.ZodType, number][] = [
  ['clusters', CLUSTERS, clusterSchema, 6],
  ['strategies', STRATEGIES, strategySchema, 11],
  ['kit models', KIT_MODELS, kitModelSchema, KIT_MODELS.length],
];

describe.each(LISTS)('the %s', (_, list, schema, count) => {
  it('are whole, and have every id once', () => {
    expect(list).toHaveLength(count);
    expect(new Set(list.map((one) => one.id)).size).toBe(count);
    for (const one of list) expect(schema.parse(one)).toEqual(one);
  });
});

it('a kit model observes phenomena that exist, each named once, and every sensor is part of that', () => {
  for (const { id, phenomena, sensors } of KIT_MODELS) {
    expect(new Set(phenomena).size, id).toBe(phenomena.length);
    for (const one of phenomena) expect(phenomenonOf(one)?.id, `${id}: ${one}`).toBe(one);
    for (const sensor of sensors) expect(phenomena).toEqual(expect.arrayContaining(sensor.phenomena));
  }
});

it('stock firmware is promised for the dialects of networks only', () => {
  for (const { dialect, firmware } of KIT_MODELS)
    expect(firmware).toBe(dialect === 'native' ? 'sketch' : 'stock');
});
