import { describe, expect, it } from 'vitest';
import { kitFieldsSchema } from '../../../domain/kit.ts';
import { KIT_MODELS } from '../../../domain/reference/kit-models.ts';
import { claimBody, EMPTY_DRAFT, isOpen, positionOf, wrongIn } from './claim.ts';

const stock = KIT_MODELS.find(({ dialect }) => dialect !== 'native');
const native = KIT_MODELS.find(({ dialect }) => dialect === 'native');

describe('The maker’s form', () => {
  it('is wrong without a name, without the identifier its model needs, and with half a position', () => {
    const draft = { ...EMPTY_DRAFT, name: '  ', lat: '41.4' };
    expect(wrongIn(draft, stock).map(({ field }) => field)).toEqual(['name', 'externalId', 'lat']);
    expect(wrongIn({ ...EMPTY_DRAFT, name: 'Balcony' }, native)).toEqual([]);
    expect(wrongIn({ ...EMPTY_DRAFT, name: 'x'.repeat(81) }, undefined).map(({ field }) => field)).toEqual([
      'name',
    ]);
  });

  it('reads coordinates with a decimal comma and refuses those off the globe', () => {
    expect(positionOf({ lat: '41,4', lon: ' 2.19 ' })).toEqual({ lat: 41.4, lon: 2.19 });
    expect(positionOf({ lat: '91', lon: '2' })).toBeUndefined();
    expect(positionOf({ lat: '', lon: '2' })).toBeUndefined();
    expect(positionOf({ lat: '4x', lon: '2' })).toBeUndefined();
  });

  it('makes a body that the API’s own schema takes, for every model and for none', () => {
    const draft = { ...EMPTY_DRAFT, name: ' Balcony ', externalId: 'abc123', lat: '41.4', lon: '2.19' };
    for (const model of [...KIT_MODELS, undefined]) {
      const { open, ...body } = claimBody(draft, model, []);
      expect(open).toBe(false);
      const taken = kitFieldsSchema.strict().safeParse(body);
      expect(taken.error).toBeUndefined();
      expect(taken.data?.name).toBe('Balcony');
      expect(taken.data?.dialect).toBe(model?.dialect ?? 'native');
      expect('externalId' in body).toBe(model !== undefined && model.dialect !== 'native');
    }
  });

  it('of an own design speaks the dialect chosen, with an identifier where it has one', () => {
    const draft = { ...EMPTY_DRAFT, name: 'Lamp', dialect: 'tasmota' };
    expect(wrongIn(draft, undefined)).toEqual([]);
    expect(claimBody(draft, undefined, [])).not.toHaveProperty('externalId');
    const named = claimBody({ ...draft, externalId: ' lamp-1 ' }, undefined, []);
    expect(named).toMatchObject({ dialect: 'tasmota', externalId: 'lamp-1' });
    const own = claimBody({ ...EMPTY_DRAFT, name: 'Own', externalId: 'left over' }, undefined, []);
    expect([own.dialect, own.externalId]).toEqual(['native', undefined]);
  });

  it('goes without a password where the firmware needs it or the maker says so, never through a closed door', () => {
    const kit = KIT_MODELS.find(({ dialect }) => dialect === 'smart-citizen');
    const doors = ['native', 'smart-citizen'];
    const says = (open: boolean) => ({ ...EMPTY_DRAFT, open });
    expect(isOpen(EMPTY_DRAFT, kit, doors)).toBe(true);
    expect(isOpen(says(false), kit, doors)).toBe(false);
    expect(isOpen(EMPTY_DRAFT, native, doors)).toBe(false);
    expect(isOpen(says(true), undefined, doors)).toBe(true);
    expect(isOpen(says(true), kit, ['native'])).toBe(false);
  });
});
