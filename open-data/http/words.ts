import { z } from 'zod';
import { foundText } from '../../domain/refusal.ts';

type Issue = z.core.$ZodIssue;

const PARTS: Readonly<Record<string, string>> = {
  querystring: 'query parameter',
  params: 'path parameter',
  body: 'body field',
  headers: 'header',
};

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  url: 'an http or https URL',
  date: 'a date such as 2026-03-01',
  datetime: 'a time such as 2026-03-01T12:00:00Z',
};

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function alternatives(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const words = issue.errors.flatMap((branch) => branch.slice(0, 1).map(acceptedWords));
  return words.length === 0 ? issue.message : [...new Set(words)].join(' or ');
}

/** What would be accepted where a schema found fault, in a few words. */
function acceptedWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return NOUNS[issue.expected] ?? issue.expected;
    case 'too_small':
      return `at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'invalid_value':
      return issue.values.map((value) => (value === '' ? 'empty text' : String(value))).join(', ');
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    case 'invalid_union':
      return alternatives(issue);
    default:
      return issue.message;
  }
}

function at(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Which fields an object schema knows; an empty list for other schemas. */
function fieldsOf(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function sentence(issue: Issue, what: { part: string; schema: z.ZodType; given: unknown }): string {
  const part = PARTS[what.part] ?? what.part;
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${foundText(key)}"`).join(', ');
    const known = fieldsOf(what.schema).join(', ');
    const accepted = known === '' ? 'none is' : `accepted are ${known}`;
    return `${part} ${names} is not known here; ${accepted}`;
  }
  const name = issue.path.length === 0 ? (PARTS[what.part]?.split(' ')[0] ?? what.part) : part;
  const where = issue.path.length === 0 ? name : `${part} "${issue.path.map(String).join('.')}"`;
  const value = at(what.given, issue.path);
  const found =
    value === undefined
      ? 'is missing'
      : `is ${typeof value === 'string' ? JSON.stringify(foundText(value)) : foundText(value)}`;
  return `${where} ${found}; accepted: ${acceptedWords(issue)}`;
}

/**
 * What is wrong with a request, in words: each faulty parameter or field, what was given and what is accepted.
 * At most five are named.
 */
export function faultWords(
  issues: readonly Issue[],
  what: { part: string; schema: z.ZodType; given: unknown },
): string {
  const words = issues.slice(0, 5).map((issue) => sentence(issue, what));
  const more = issues.length - words.length;
  return `${words.join('. ')}${more > 0 ? `. And ${more} more` : ''}.`;
}
