import { describe, expect, it } from 'vitest';
import { PROBLEMS, problem } from './problem.ts';
import { foundText } from './refusal.ts';
import { REFUSALS } from './refusal-catalogue.ts';

it('every rule and remedy is a sentence', () => {
  for (const [code, { rule, right }] of Object.entries(REFUSALS)) {
    expect(rule, code).toMatch(/^[A-Z].*\.$/);
    expect(right, code).toMatch(/^[A-Z].*[.}]$/);
  }
});

it('what was found is shown as text, cut to 80 characters', () => {
  expect(foundText('abc')).toBe('abc');
  expect(foundText({ a: 1 })).toBe('{"a":1}');
  expect(foundText(undefined)).toBe('undefined');
  expect(foundText('x'.repeat(80))).toHaveLength(80);
  expect(foundText('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
});

it('a problem carries the status and title of its code (RFC 9457)', () => {
  expect(problem('not_found', 'There is no kit k1.')).toEqual({
    type: '/api/v1/problems#not_found',
    title: PROBLEMS.not_found.title,
    status: 404,
    code: 'not_found',
    detail: 'There is no kit k1.',
  });
});

it('every problem has an HTTP error status', () => {
  for (const { status } of Object.values(PROBLEMS)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  }
});

describe('what was found, as text', () => {
  it('says so where a value is nested too deeply', () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    expect(foundText(nested)).toBe('nested too deeply to show');
  });
});
