import { expect, test } from 'vitest';
import { referredOnly } from './components.ts';

test('only schemas that something refers to are kept, through others too', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = {
    paths: { '/a': { schema: ref('A') } },
    components: {
      securitySchemes: { x: {} },
      schemas: { A: { items: ref('B') }, B: { anyOf: [ref('B'), ref('A')] }, C: ref('A') },
    },
  };
  const { components } = referredOnly(document);
  expect(Object.keys(components.schemas)).toEqual(['A', 'B']);
  expect(components.securitySchemes).toEqual({ x: {} });
});
