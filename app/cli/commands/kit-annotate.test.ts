import { expect, it } from 'vitest';
import { Stop } from '../stop.ts';
import { annotateCommand, annotationBody } from './kit-annotate.ts';

const FLAGS = {
  kind: 'barbecue',
  from: '2026-02-14T19:00',
  to: '2026-02-14T22:00+00:00',
  note: '',
  timeZone: 'Europe/Madrid',
} as const;

it('takes times without a zone in the zone that is given', () => {
  expect(annotationBody(FLAGS)).toEqual({
    ...{ kind: 'barbecue', note: '' },
    from: '2026-02-14T18:00:00.000Z',
    to: '2026-02-14T22:00:00.000Z',
  });
});

it('names the time that cannot be read', () => {
  expect(() => annotationBody({ ...FLAGS, to: 'yesterday' })).toThrow(Stop);
  expect(() => annotationBody({ ...FLAGS, to: 'yesterday' })).toThrow('--to yesterday');
});

it.each([
  ['another kind', ['--kind', 'party'], /Allowed choices are barbecue/],
  ['no end', ['--kind', 'other', '--from', '2026-02-14'], /'--to <time>' not specified/],
  ['a zone that is none', ['--kind', 'other', '--time-zone', 'Europe/Barcelona'], /An IANA time zone/],
  ['too long a note', ['--kind', 'other', '--note', 'x'.repeat(281)], /At most 280/],
])('stops at a command line with %s', (_, flags, words) => {
  const command = annotateCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  expect(() => command.parse(['terrat', ...flags], { from: 'user' })).toThrow(words);
});
