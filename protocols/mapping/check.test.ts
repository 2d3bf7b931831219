import { describe, expect, it } from 'vitest';
import { type Mapping, mappingSchema } from '../../domain/mapping.ts';
import { mappingFaults } from './check.ts';
import { compilePath, valuesAt } from './paths.ts';

function mapping(given: Record<string, unknown>): Mapping {
  return mappingSchema.parse({
    format: 'json',
    values: [{ at: '$.t', phenomenon: 'temperature' }],
    ...given,
  });
}

describe('a mapping', () => {
  it('that can be used has no faults', () => {
    expect(mappingFaults(mapping({}))).toEqual([]);
    const columns = [{ at: 'Temp', phenomenon: 'temperature', unit: '°F' }];
    expect(mappingFaults(mapping({ format: 'csv', header: true, values: columns }))).toEqual([]);
  });

  it.each([
    ['a path that is none', { values: [{ at: 't', phenomenon: 'temperature' }] }, /"t" is no JSONPath/],
    ['a function in a path', { values: [{ at: "$[?match(@.a, 'x')].b", phenomenon: 'co2' }] }, /no JSONPath/],
    ['two searches of the whole', { values: [{ at: '$..a..b', phenomenon: 'co2' }] }, /more than one "\.\."/],
    [
      'a column name without a header',
      { format: 'csv', values: [{ at: 'T', phenomenon: 'co2' }] },
      /no column/,
    ],
    ['a unit that does not fit', { values: [{ at: '$.t', phenomenon: 'temperature', unit: 'hPa' }] }, /Cel/],
    [
      'the same quantity twice',
      {
        values: [
          { at: '$.a', phenomenon: 'co2' },
          { at: '$.b', phenomenon: 'co2' },
        ],
      },
      /named twice/,
    ],
    [
      'a time in running text',
      { format: 'text', time: { at: '1' }, values: [{ at: '1', phenomenon: 'co2' }] },
      /no time/,
    ],
  ])('with %s says so', (_, given, words) => {
    expect(mappingFaults(mapping(given)).join(' ')).toMatch(words);
  });

  it.each(['#', '+/a', '$SYS/x', 'kits/other/receipts'])('cannot ask for the topic %s', (topic) => {
    expect(mappingSchema.safeParse({ ...mapping({}), topic }).success).toBe(false);
  });
});

it('a document that is nested too deeply is not searched', () => {
  const path = compilePath('$..x');
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
  expect(typeof path === 'string' ? path : valuesAt(path, deep)).toBeUndefined();
});
