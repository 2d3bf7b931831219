import { expect, test } from 'vitest';
import { z } from 'zod';
import { claimSchema } from '../schemas/writing.ts';
import { validateRequest } from './validate.ts';

function words(schema: z.ZodType, data: unknown, httpPart: string): string {
  const check = validateRequest({ schema, httpPart, method: 'GET', url: '/' });
  const result = check(data) as { error?: Error; value?: unknown };
  return result.error?.message ?? `accepted ${JSON.stringify(result.value)}`;
}

const query = z.strictObject({
  kit: z.array(z.string().max(3)).max(2).optional(),
  format: z.enum(['json', 'csv']).optional(),
  bucket: z.union([z.literal('auto'), z.coerce.number().int().min(1)]).default('auto'),
});

test('a list parameter may be given once or several times', () => {
  expect(words(query, { kit: 'a' }, 'querystring')).toBe('accepted {"kit":["a"],"bucket":"auto"}');
  expect(words(query, { kit: ['a', 'b'] }, 'querystring')).toBe('accepted {"kit":["a","b"],"bucket":"auto"}');
});

test.each([
  [{ format: 'xml' }, 'query parameter "format" is "xml"; accepted: json, csv.'],
  [{ formt: 'csv' }, 'query parameter "formt" is not known here; accepted are kit, format, bucket.'],
  [{ kit: ['a', 'b', 'c'] }, 'query parameter "kit" is ["a","b","c"]; accepted: at most 2 entries.'],
  [{ kit: ['abcd'] }, 'query parameter "kit.0" is "abcd"; accepted: at most 3 characters.'],
  [{ bucket: 'x' }, 'query parameter "bucket" is "x"; accepted: auto or a number.'],
  [{ format: ['csv', 'csv'] }, 'query parameter "format" is ["csv","csv"]; accepted: json, csv.'],
])('a faulty query %j is refused in words', (data, expected) => {
  expect(words(query, data, 'querystring')).toBe(expected);
});

test.each([
  [{}, 'body field "name" is missing; accepted: text.'],
  [null, 'body is null; accepted: an object.'],
  [{ name: 'a', precision: 3 }, 'body field "precision" is 3; accepted: 0 or 50 or 250 or 1000.'],
  [{ name: 'a', position: { lat: 91, lon: 0 } }, 'body field "position.lat" is 91; accepted: at most 90.'],
  [
    { name: 'a', timeZone: 'Mars' },
    'body field "timeZone" is "Mars"; accepted: an IANA time zone such as Europe/Madrid.',
  ],
  [
    { name: 'a', license: 'CC0-1.0' },
    /^body field "license" is not known here; accepted are name, .*licence/,
  ],
])('a faulty body %j is refused in words', (data, expected) => {
  expect(words(claimSchema, data, 'body')).toMatch(expected);
});

test('what was given is cut, and at most five faults are named', () => {
  const many = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`f${n}`, 'x'.repeat(500)]));
  const schema = z.object(Object.fromEntries(Object.keys(many).map((key) => [key, z.number()])));
  const said = words(schema, many, 'body');
  expect(said.length).toBeLessThan(1000);
  expect(said).toContain('And 3 more');
});
