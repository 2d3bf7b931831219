import { z } from 'zod';
import { type Problem, problem } from '../../domain/problem.ts';
import type { SeriesQuery } from '../../stores/contract.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import { isProblem } from '../http/problems.ts';
import { unchecked } from '../http/unchecked.ts';
import type { ReadPorts } from '../ports.ts';
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
import { addCorrected } from './series-corrected.ts';
import { type Line, linesOf } from './series-lines.ts';

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
  percentiles: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      'Adds the 10th, 50th and 90th percentile, where they are known; not to buckets of several hours or days',
    ),
  corrected: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Adds corrected means, where a sensor has a correction'),
  simulated: simulatedParam
    .default('exclude')
    .describe('What becomes of simulated kits; one that is named is always answered'),
});

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

async function lines(
  ports: Pick<ReadPorts, 'registry' | 'series'>,
  query: SeriesQuery,
  corrected: boolean,
): Promise<Line[]> {
  if (query.kits.length === 0) return [];
  const found = linesOf(await ports.series(query));
  if (corrected && !query.merged) await addCorrected(ports, query, found);
  return found;
}

/** `GET /series` */
export function seriesRoute(app: App, { ports, directory }: Context): void {
  app.get(
    '/series',
    {
      schema: {
        summary: 'A phenomenon over time, in buckets',
        description:
          'Means are averaged as the phenomenon demands: energy for levels in dB, circular for directions. Corrected means are the correction of the mean, at the mean humidity of the same bucket.',
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
      const percentiles = request.query.percentiles === 'true';
      const wanted = { kits, phenomenon, from, to, bucketMs, merged, percentiles };
      const series = await lines(ports, wanted, request.query.corrected === 'true');
      unchecked(reply);
      return { phenomenon, unit: unitOf(phenomenon), bucketMs, series };
    },
  );
}
