import { describe, expect, it } from 'vitest';
import { idSchema, kitFieldsSchema } from './kit.ts';

describe('ids', () => {
  it.each(['a', 'a1', 'k-1', 'balco-de-la-nuria', 'a'.repeat(48)])('%j is one', (id) => {
    expect(idSchema.safeParse(id).success).toBe(true);
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a/b', 'a b', '+', '#', 'à', 'a'.repeat(49), 'a\n'])(
    '%j is none',
    (id) => {
      expect(idSchema.safeParse(id).success).toBe(false);
    },
  );
});

describe('the fields of a kit', () => {
  it('need only a name', () => {
    expect(kitFieldsSchema.parse({ name: '  Kit ' })).toEqual({
      name: 'Kit',
      description: '',
      dialect: 'native',
      precision: 50,
      exposure: 'outdoor',
      licence: 'CC-BY-4.0',
      steward: '',
      timeZone: 'UTC',
    });
  });

  it.each([
    ['name', ''],
    ['name', 'x'.repeat(81)],
    ['precision', 100],
    ['licence', 'proprietary'],
    ['exposure', 'both'],
    ['timeZone', 'Europe/Barcelona'],
    ['position', { lat: 91, lon: 0 }],
    ['externalId', ''],
    ['project', 'No Such'],
  ])('%s may not be %j', (field, value) => {
    const result = kitFieldsSchema.safeParse({ name: 'Kit', [field]: value });
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});
