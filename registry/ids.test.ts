import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idSchema } from '../domain/kit.ts';
import { assertId, namedId, slug } from './ids.ts';

it.each([
  ["Plaça d'Osca 3", 'placa-dosca-3'],
  ['Il·lusió', 'illusio'],
  ['Straße Łódź Øresund', 'strasse-lodz-oresund'],
  ['  --  ', 'kit'],
  ['空気', 'kit'],
  ['x'.repeat(80), 'x'.repeat(40)],
])('the name %j becomes the id %j', (name, id) => {
  expect(slug(name, 'kit')).toBe(id);
});

it('any name makes a well-formed id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      expect(idSchema.safeParse(namedId(name, () => false)).success).toBe(true);
    }),
  );
});

it('any name makes an id that is free', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Import', 'A', 'a', 'Á', 'x'.repeat(60)), { maxLength: 20 }),
      (names) => {
        const taken = new Set<string>();
        for (const name of names) {
          const id = namedId(name, (wanted) => taken.has(wanted));
          expect(taken.has(id) || id === 'import').toBe(false);
          assertId(id);
          taken.add(id);
        }
      },
    ),
  );
});
