import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Bucket } from '../../stores/contract.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import { answers } from '../schemas/problem.ts';
import {
  kitsParam,
  phenomenonParam,
  placeParam,
  projectParam,
  simulatedParam,
  timeParam,
} from '../schemas/query.ts';
import { seriesSchema } from '../schemas/values.ts';
import { selectKits } from '../selection.ts';
import { unitOf } from '../views/reading.ts';
import { chooseBucket, MAX_POINTS } from './buckets.ts';
import { sayLeftOut } from './left-out.ts';

const DAY = 86_400_000;

/** Points over all series of one answer. */
const MAX_ANSWER = 1_000_000;

const query = z.strictObject({
  kit: kitsParam,
  project: projectParam,
  place: placeParam,
  phenomenon: phenomenonParam,
  from: timeParam.optional().describe('Start, inclusive; without it a day before `to`'),
  to: timeParam.optional().describe('End, exclusive; without it now'),
  bucket: z
    .union([
      z.literal('auto'),
      z.coerce
        .number()
        .int()
        .min(1)
        .max(366 * 86_400),
    ])
    .default('auto')
    .describe('Width of a bucket in whole seconds, or auto for about 300 points'),
  merged: z.enum(['true', 'false']).default('false').describe('One series over all kits'),
  simulated: simulatedParam
    .default('exclude')
    .describe('What becomes of simulated kits; one that is named is always answered'),
});

type Line = z.infer<typeof seriesSchema>['series'][number];

/** Buckets as lines, one a kit and channel, in the order they first appear. */
function lines(buckets: readonly Bucket[]): Line[] {
  const found = new Map<string, Line>();
  for (const { kit, channel, time, mean, min, max, n } of buckets) {
    const key = `${kit}@${channel}`;
    const line = found.get(key) ?? { kit, channel, points: [] };
    if (line.points.length === 0) found.set(key, line);
    line.points.push([time, mean, min, max, n]);
  }
  for (const line of found.values()) line.points.sort(([a], [b]) => a - b);
  return [...found.values()];
}

/** What is asked of the store, or why it is too much. */
function span(asked: z.output<typeof query>, now: number) {
  const to = asked.to ?? now;
  const from = asked.from ?? to - DAY;
  if (from >= to)
    return problem('invalid_parameter', 'query parameter "from" is not before "to"; give an earlier time.');
  const bucketMs = asked.bucket === 'auto' ? chooseBucket(to - from) : asked.bucket * 1000;
  const points = Math.ceil((to - from) / bucketMs);
  if (points > MAX_POINTS)
    return problem(
      'invalid_parameter',
      `query parameter "bucket" of ${bucketMs / 1000} s makes ${points} points of this span; at most ${MAX_POINTS} are answered: take at least ${Math.ceil((to - from) / MAX_POINTS / 1000)} s, auto, or a shorter span.`,
    );
  return { from, to, bucketMs, points };
}

function tooWide(kits: number, points: number): Problem | undefined {
  if (kits * points <= MAX_ANSWER) return undefined;
  return problem(
    'invalid_parameter',
    `${kits} kits of ${points} points each are more than the ${MAX_ANSWER} points of one answer: ask merged=true, fewer kits, or a wider bucket.`,
  );
}

/** `GET /series` */
export function seriesRoute(app: App, { ports, directory }: Context): void {
  app.get(
    '/series',
    {
      schema: {
        summary: 'A phenomenon over time, in buckets',
        description:
          'Means are averaged as the phenomenon demands: energy for levels in dB, circular for directions.',
        tags: ['readings'],
        querystring: query,
        response: answers(seriesSchema),
      },
    },
    async (request, reply) => {
      const { kit, project, place, phenomenon, simulated } = request.query;
      const range = span(request.query, ports.now());
      if (isProblem(range)) return range;
      const selected = selectKits(
        { registry: ports.registry, directory },
        { kit, project, place, simulated: kit === undefined ? simulated : 'include' },
      );
      if (isProblem(selected)) return selected;
      const merged = request.query.merged === 'true';
      const wide = merged ? undefined : tooWide(selected.kits.length, range.points);
      if (wide !== undefined) return wide;
      sayLeftOut(reply, selected);
      const { from, to, bucketMs } = range;
      const kits = selected.kits.map(({ id }) => id);
      const buckets =
        kits.length === 0 ? [] : await ports.series({ kits, phenomenon, from, to, bucketMs, merged });
      unchecked(reply);
      return { phenomenon, unit: unitOf(phenomenon), bucketMs, series: lines(buckets) };
    },
  );
}
