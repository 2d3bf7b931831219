import { z } from 'zod';
import { LANGUAGES, type Names } from '../../domain/phenomena/phenomenon.ts';

const names = z.record(z.enum(LANGUAGES), z.string()) as z.ZodType<Names>;
const ids = z.array(z.string());
const number = z.number();
const bound = z.number().nullable();

const figure = z.object({
  what: z.string(),
  names,
  value: z.union([number, z.tuple([bound, bound])]).describe('A number, or lower and upper bound'),
  unit: z.string(),
});
const group = z.object({
  phenomena: ids.describe('Empty for all'),
  parts: ids.describe('Parts of kits; empty for all'),
  figures: z.array(figure),
});

const level = z.enum(['good', 'not_evaluated', 'suspect', 'bad', 'missing']);

const check = z.object({
  id: z.string(),
  title: names,
  words: names,
  finds: level.describe('Level of a value that the check finds wanting'),
  flag: z.string().optional(),
  source: z.string(),
  figures: z.array(group),
});

const chosenFor = z.object({
  phenomena: ids,
  part: z.string(),
  models: ids,
  correction: z.string().nullable(),
  reason: names,
});

const correction = z.object({
  id: z.string(),
  version: z.string(),
  names,
  phenomena: ids,
  kind: z.enum(['piecewise', 'koehler', 'linear', 'trend_only']),
  formula: ids.describe('c corrected, p as the sensor gave it, RH relative humidity in %'),
  humidityNames: names.nullable(),
  figures: z.array(figure),
  chosenFor: z.array(chosenFor),
  source: z.string(),
  unverified: z.array(names),
});

const scale = z.object({
  id: z.string(),
  name: z.string(),
  bands: z.array(z.object({ band: number, id: z.string(), names, colour: z.string() })),
  rules: z.array(
    z.object({
      pollutant: z.string(),
      averaging: z.string(),
      averagingNames: names,
      decimals: number.nullable(),
      steps: z.array(
        z.object({ band: number, from: bound, to: bound, aqi: z.tuple([number, number]).nullable() }),
      ),
    }),
  ),
  whole: z.array(ids),
  notComputed: ids,
  source: z.string(),
  unverified: z.array(names),
});

const standardSet = z.object({
  id: z.string(),
  names,
  from: z.string().nullable(),
  until: z.string().nullable(),
  standards: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      kindNames: names,
      pollutant: z.string(),
      averaging: z.string(),
      averagingNames: names,
      value: number,
      unit: z.string(),
      allowed: number.nullable(),
      allowedUnit: z.enum(['hours', 'days']).nullable(),
      overYears: number.nullable(),
      consecutive: number.nullable(),
      source: z.string(),
    }),
  ),
  unverified: z.array(names),
});

const noise = z.object({
  indicativeNames: names,
  eventsNames: names,
  dayNames: names,
  complete: number,
  periods: z.array(
    z.object({
      id: z.string(),
      names,
      parts: z.array(
        z.object({
          period: z.enum(['day', 'evening', 'night']),
          names,
          from: number,
          hours: number,
          penalty: number,
        }),
      ),
      source: z.string(),
    }),
  ),
  formula: ids,
  source: z.string(),
  facade: number.describe('dB'),
  leastForPercentages: number,
  events: z.array(
    z.object({
      id: z.string(),
      names,
      threshold: z.enum(['fixed', 'above_laeq']),
      db: number,
      source: z.string(),
      unverified: z.array(names),
    }),
  ),
});

const comparison = z.object({
  pairingNames: names,
  complete: number,
  formula: ids,
  targets: z.object({
    names,
    phenomenon: z.string(),
    source: z.string(),
    figures: z.array(z.object({ metric: z.string(), min: bound, max: bound, unit: z.string() })),
  }),
  bars: z.object({
    names,
    source: z.string(),
    figures: z.array(
      z.object({
        phenomenon: z.string(),
        averaging: z.string(),
        averagingNames: names,
        absolute: number,
        relative: number,
        limit: number,
        coverage: number,
        unit: z.string(),
      }),
    ),
  }),
});

/** How every number of the platform comes about. */
export const methodSchema = z
  .object({
    levels: z.array(z.object({ level, code: number, names, means: names })),
    flags: z.array(
      z.object({
        flag: z.string(),
        level: level.nullable(),
        counts: z.boolean().describe('Whether a value with it counts in indices, summaries and comparisons'),
      }),
    ),
    checks: z.array(check),
    ranges: z.array(z.object({ phenomenon: z.string(), min: number, max: number, unit: z.string() })),
    sensors: z.array(
      z.object({ part: z.string(), models: ids, facts: z.array(group.extend({ sources: ids })) }),
    ),
    corrections: z.array(correction),
    uncorrected: z.array(chosenFor).describe('Sensors that no correction is made for, and why'),
    calibrationNames: names,
    indexRules: z.object({
      complete: number,
      completeNames: names,
      worstNames: names,
      scopes: z.array(z.object({ scope: z.string(), names })),
    }),
    scales: z.array(scale),
    nowCast: z.object({
      hours: number,
      leastWeight: number,
      newest: z.object({ need: number, of: number }),
      formula: ids,
      source: z.string(),
    }),
    standards: z.array(standardSet),
    standardsNames: names,
    noise,
    rollUps: z.object({
      keptNames: names,
      againNames: names,
      means: z.array(z.object({ averaging: z.string(), names, phenomena: ids })),
    }),
    uncertainty: z.array(
      z.object({
        basis: z.enum(['co_location', 'datasheet']).nullable(),
        names,
        factor: number.nullable(),
        source: z.string().nullable(),
      }),
    ),
    comparison,
  })
  .meta({ id: 'Method' });
export type MethodView = z.infer<typeof methodSchema>;
