import { describe, expect, it } from 'vitest';
import { ANNOTATION_KINDS, type AnnotationKind, MAX_NOTE } from '../../../domain/annotation.ts';
import { annotationOf, KIND_WORDS, LONGEST_NOTE, periodWords } from './annotations.ts';

const DRAFT = {
  kind: 'barbecue' as AnnotationKind,
  from: '2026-02-14T19:00',
  to: '2026-02-14T22:00',
  note: ' ',
};

it('kinds and the length of a note are the server’s', () => {
  expect(Object.keys(KIND_WORDS)).toEqual([...ANNOTATION_KINDS]);
  expect(LONGEST_NOTE).toBe(MAX_NOTE);
});

describe('a note as it was filled in', () => {
  it('has times of the reader’s zone as UTC', () => {
    const from = new Date(2026, 1, 14, 19).toISOString();
    const to = new Date(2026, 1, 14, 22).toISOString();
    expect(annotationOf(DRAFT)).toEqual({ kind: 'barbecue', from, to, note: '' });
  });

  it.each([
    ['no end', { to: '' }, 'annotate_wrong_order'],
    ['an end at its beginning', { to: DRAFT.from }, 'annotate_wrong_order'],
    ['more than a year', { to: '2027-03-01T00:00' }, 'annotate_wrong_length'],
  ])('is not sent with %s', (_, change, wrong) => {
    expect(annotationOf({ ...DRAFT, ...change })).toBe(wrong);
  });
});

it('a period within a day names the day and the zone once', () => {
  const words = periodWords({ from: '2026-02-14T12:00:00Z', to: '2026-02-14T13:30:00Z' }, 'en');
  expect(words.match(/2026/g)).toHaveLength(1);
  expect(words).toMatch(/\d\d:\d\d\D+\d\d:\d\d \S+$/);
});
